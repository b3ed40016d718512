// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Real data that lies beside the repository, or where quantml.data says. */
public final class SharedFiles {
  private SharedFiles() {}

  /** The comma-separated rows of a file, without its header when {@code header}. */
  public static List<String[]> rows(String file, boolean header) {
    Path path = Path.of(System.getProperty("quantml.data", "../../shared/data")).resolve(file);
    try {
      return Files.readAllLines(path).stream()
          .skip(header ? 1 : 0)
          .filter(line -> !line.isBlank())
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** One column as numbers. */
  public static double[] column(List<String[]> rows, int column) {
    return rows.stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray();
  }

  /** One column of ISO dates as nanoseconds since 1970. */
  public static long[] dates(List<String[]> rows, int column) {
    return rows.stream()
        .mapToLong(row -> LocalDate.parse(row[column]).toEpochDay() * 86_400_000_000_000L)
        .toArray();
  }
}
