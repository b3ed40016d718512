// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.data;

import io.github.quantml.api.InvalidDataException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CSV files of the Kenneth French data library, unpacked.
 *
 * <p>Per cent become decimals; −99.99 and −999 become missing; months are stamped with their last
 * day; reading ends where the block ends, before the annual one. A column RF is taken out of the
 * table: factors such as Mkt-RF are in excess of it already, while portfolios are raw until {@link
 * ReturnTable#minusRiskFree} is called. Immutable.
 */
public final class FrenchCsvReader {
  private static final Pattern VINTAGE = Pattern.compile("(\\d{6})\\s+(?:CRSP|Bloomberg)");
  private static final Pattern ROW = Pattern.compile("\\s*(\\d{8}|\\d{6})\\s*,.*");
  private static final String RISK_FREE = "RF";

  /** No factor's typical return is that small, not even a day's, unless divided by 100 twice. */
  private static final double DECIMAL_SCALE = 5e-4;

  private final Basis basis;
  private final String section;

  private FrenchCsvReader(Basis basis, String section) {
    this.basis = basis;
    this.section = section;
  }

  /** For files of factors, whose columns cost nothing: Mkt-RF, SMB, HML, Mom, … */
  public static FrenchCsvReader factors() {
    return new FrenchCsvReader(Basis.EXCESS, "");
  }

  /** For files of portfolios, whose columns are raw returns. */
  public static FrenchCsvReader portfolios() {
    return new FrenchCsvReader(Basis.RAW, "");
  }

  /**
   * The first block whose title contains a text, such as "Equal Weighted Returns -- Monthly".
   * Without it, the first block.
   */
  public FrenchCsvReader section(String title) {
    return new FrenchCsvReader(basis, title);
  }

  /** Reads a file. */
  public FrenchFile read(Path file) throws IOException {
    return parse(String.valueOf(file.getFileName()), Files.readAllBytes(file));
  }

  /**
   * Reads the content of a file.
   *
   * @param name for messages
   * @throws InvalidDataException naming file, line, column and value of the first violation
   */
  public FrenchFile parse(String name, byte[] content) {
    String[] lines = new String(content, StandardCharsets.UTF_8).split("\\R", -1);
    int header = header(name, lines);
    String[] cells = lines[header].split(",", -1);
    List<String> names = new ArrayList<>();
    for (int i = 1; i < cells.length; i++) {
      names.add(cells[i].strip());
    }
    List<LocalDate> dates = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    int missing = 0;
    for (int i = header + 1; i < lines.length && ROW.matcher(lines[i]).matches(); i++) {
      double[] row = row(name, i, lines[i], names);
      missing += (int) Arrays.stream(row).filter(Double::isNaN).count();
      dates.add(date(name, i, lines[i]));
      rows.add(row);
    }
    if (rows.isEmpty()) {
      throw new InvalidDataException(name + ": no rows after the header in line " + (header + 1));
    }
    return file(lines, header, content, names, dates, rows, missing);
  }

  private FrenchFile file(
      String[] lines,
      int header,
      byte[] content,
      List<String> names,
      List<LocalDate> dates,
      List<double[]> rows,
      int missing) {
    double[] riskFree = new double[0];
    List<String> kept = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      int column = c;
      double[] values = rows.stream().mapToDouble(r -> r[column]).toArray();
      if (names.get(c).equals(RISK_FREE)) {
        riskFree = values;
      } else {
        kept.add(names.get(c));
        columns.add(values);
      }
    }
    ReturnTable table = ReturnTable.of(kept, dates, columns.toArray(double[][]::new), basis);
    List<String> warnings = new ArrayList<>(table.warnings());
    if (missing > 0) {
      warnings.add(missing + " returns are marked missing (-99.99 or -999)");
    }
    for (int c = 0; c < table.width(); c++) {
      double size = table.typicalSize(c);
      if (size > 0 && size < DECIMAL_SCALE) {
        warnings.add(
            "column "
                + table.names().get(c)
                + ": a typical return is "
                + size
                + " after division by 100, decimals suspected where per cent are expected");
      }
    }
    return new FrenchFile(
        table, riskFree, title(lines, header), vintage(lines, header), sha256(content), warnings);
  }

  private int header(String name, String[] lines) {
    String wanted = section.toLowerCase(Locale.ROOT);
    String latestTitle = "";
    for (int i = 0; i + 1 < lines.length; i++) {
      boolean isHeader = lines[i].contains(",") && ROW.matcher(lines[i + 1]).matches();
      if (isHeader && !ROW.matcher(lines[i]).matches()) {
        latestTitle = title(lines, i);
        if (latestTitle.toLowerCase(Locale.ROOT).contains(wanted)) {
          return i;
        }
      }
    }
    throw new InvalidDataException(
        name
            + ": no header line followed by rows of dates"
            + (wanted.isEmpty() ? "" : " under a title with '" + section + "'")
            + (latestTitle.isEmpty() ? "" : "; the last title is '" + latestTitle + "'"));
  }

  /** The line above the header, when it is one of the block and not of the file. */
  private static String title(String[] lines, int header) {
    return header > 0 ? lines[header - 1].strip() : "";
  }

  private static double[] row(String name, int line, String text, List<String> names) {
    String[] cells = text.split(",", -1);
    if (cells.length != names.size() + 1) {
      throw new InvalidDataException(
          name
              + ", line "
              + (line + 1)
              + ": "
              + (cells.length - 1)
              + " values for "
              + names.size()
              + " columns");
    }
    double[] out = new double[names.size()];
    for (int c = 0; c < out.length; c++) {
      String cell = cells[c + 1].strip();
      try {
        double value = Double.parseDouble(cell);
        // By the decimal point, not by division, so that 0.47 becomes the double nearest 0.0047.
        out[c] =
            value == -99.99 || value == -999
                ? Double.NaN
                : new BigDecimal(cell).movePointLeft(2).doubleValue();
      } catch (NumberFormatException e) {
        throw new InvalidDataException(
            name
                + ", line "
                + (line + 1)
                + ", column "
                + names.get(c)
                + ": not a number: '"
                + cell
                + "'",
            e);
      }
    }
    return out;
  }

  private static LocalDate date(String name, int line, String text) {
    String digits = text.substring(0, text.indexOf(',')).strip();
    try {
      int year = Integer.parseInt(digits.substring(0, 4));
      int month = Integer.parseInt(digits.substring(4, 6));
      return digits.length() == 6
          ? YearMonth.of(year, month).atEndOfMonth()
          : LocalDate.of(year, month, Integer.parseInt(digits.substring(6)));
    } catch (DateTimeException e) {
      throw new InvalidDataException(
          name + ", line " + (line + 1) + ": not a date: '" + digits + "'", e);
    }
  }

  private static @Nullable YearMonth vintage(String[] lines, int header) {
    for (int i = 0; i < header; i++) {
      Matcher m = VINTAGE.matcher(lines[i]);
      if (m.find()) {
        int digits = Integer.parseInt(m.group(1));
        int month = digits % 100;
        return month >= 1 && month <= 12 ? YearMonth.of(digits / 100, month) : null;
      }
    }
    return null;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
