// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors;

import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The 819 months of factors and portfolios that linearmodels ships; raw portfolios, decimals. */
public final class FrenchSample {
  public static final List<String> SIZE_VALUE =
      List.of("S1V1", "S1V3", "S1V5", "S3V1", "S3V3", "S3V5", "S5V1", "S5V3", "S5V5");
  public static final List<String> SIZE_MOMENTUM =
      List.of("S1M1", "S1M3", "S1M5", "S3M1", "S3M3", "S3M5", "S5M1", "S5M3", "S5M5");
  public static final List<String> INDUSTRIES =
      List.of(
          "NoDur", "Durbl", "Manuf", "Enrgy", "Chems", "BusEq", "Telcm", "Utils", "Shops", "Hlth",
          "Money", "Other");

  private FrenchSample() {}

  public static Path data(String... more) {
    return Path.of(System.getProperty("quantml.data", "../../shared/data"))
        .resolve(String.join("/", more));
  }

  private static List<String[]> lines() {
    try {
      return Files.readAllLines(data("french_linearmodels", "french.csv")).stream()
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] column(List<String[]> lines, String name) {
    int c = Arrays.asList(lines.get(0)).indexOf(name);
    return lines.stream().skip(1).mapToDouble(cells -> Double.parseDouble(cells[c])).toArray();
  }

  private static ReturnTable table(List<String> columns, List<String> names, Basis basis) {
    List<String[]> lines = lines();
    List<LocalDate> dates = lines.stream().skip(1).map(cells -> LocalDate.parse(cells[0])).toList();
    double[][] values = columns.stream().map(c -> column(lines, c)).toArray(double[][]::new);
    return ReturnTable.of(names, dates, values, basis).atMonthEnds();
  }

  /** Mkt-RF, SMB, HML, Mom. */
  public static ReturnTable factors() {
    return table(
        List.of("MktRF", "SMB", "HML", "Mom"),
        List.of("Mkt-RF", "SMB", "HML", "Mom"),
        Basis.EXCESS);
  }

  public static double[] riskFree() {
    return column(lines(), "RF");
  }

  public static ReturnTable raw(List<String> names) {
    return table(names, names, Basis.RAW);
  }

  public static ReturnTable excess(List<String> names) {
    return raw(names).minusRiskFree(riskFree());
  }

  /** The 30 portfolios by size and value, size and momentum, and industry. */
  public static List<String> all30() {
    List<String> out = new ArrayList<>(SIZE_VALUE);
    out.addAll(SIZE_MOMENTUM);
    out.addAll(INDUSTRIES);
    return out;
  }
}
