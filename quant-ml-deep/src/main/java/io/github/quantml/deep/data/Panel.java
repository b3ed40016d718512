// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.data;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InvalidDataException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named columns of finite numbers, one row per moment, oldest first. Immutable.
 *
 * <p>What stands in row i must have been known at the close of row i; nothing here can check that.
 */
public final class Panel {
  private final List<String> names;
  private final int rows;
  private final double[] values;

  private Panel(List<String> names, int rows, double[] values) {
    this.names = names;
    this.rows = rows;
    this.values = values;
  }

  /**
   * A panel of columns.
   *
   * @param names one per column, distinct, not blank, without line breaks
   * @param columns of one length, finite
   * @throws InvalidDataException naming the column and row of a number that is not finite
   */
  public static Panel ofColumns(List<String> names, double[]... columns) {
    if (names.size() != columns.length || columns.length == 0) {
      throw new IllegalArgumentException(
          "names: must be as many as columns and at least one, got "
              + names.size()
              + " and "
              + columns.length);
    }
    int n = columns[0].length;
    double[] values = new double[Math.multiplyExact(n, columns.length)];
    for (int j = 0; j < columns.length; j++) {
      if (columns[j].length != n) {
        throw new IllegalArgumentException(
            "columns: '" + names.get(j) + "' must have " + n + " rows, got " + columns[j].length);
      }
      for (int i = 0; i < n; i++) {
        values[i * columns.length + j] = columns[j][i];
      }
    }
    return ofRows(names, values);
  }

  /**
   * A panel of rows, one after the other in one array.
   *
   * @throws InvalidDataException naming the column and row of a number that is not finite
   */
  public static Panel ofRows(List<String> names, double[] rowMajor) {
    HashSet<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isBlank() || name.indexOf('\n') >= 0 || !seen.add(name)) {
        throw new IllegalArgumentException(
            "names: must be distinct, not blank and on one line, got '" + name + "'");
      }
    }
    int f = names.size();
    if (f == 0 || rowMajor.length % f != 0) {
      throw new IllegalArgumentException(
          "rowMajor: must hold whole rows of " + f + " columns, got " + rowMajor.length);
    }
    for (int k = 0; k < rowMajor.length; k++) {
      if (!Double.isFinite(rowMajor[k])) {
        throw new InvalidDataException(
            "panel: column '"
                + names.get(k % f)
                + "', row "
                + k / f
                + ": must be finite, got "
                + rowMajor[k]);
      }
    }
    return new Panel(List.copyOf(names), rowMajor.length / f, rowMajor.clone());
  }

  /** Open, high, low, close and volume of one instrument. */
  public static Panel of(BarSeries bars) {
    int n = bars.size();
    double[] values = new double[5 * n];
    for (int i = 0; i < n; i++) {
      values[5 * i] = bars.open(i);
      values[5 * i + 1] = bars.high(i);
      values[5 * i + 2] = bars.low(i);
      values[5 * i + 3] = bars.close(i);
      values[5 * i + 4] = bars.volume(i);
    }
    return ofRows(List.of("open", "high", "low", "close", "volume"), values);
  }

  /**
   * Open, high, low, close and volume of several instruments at the closes that all of them share;
   * columns are named {@code SYMBOL.open} and so on, in the order given.
   */
  public static Panel ofAssets(List<BarSeries> assets) {
    if (assets.isEmpty()) {
      throw new IllegalArgumentException("assets: must be at least one, got none");
    }
    TreeMap<Long, int[]> shared = new TreeMap<>();
    for (int i = 0; i < assets.get(0).size(); i++) {
      int[] at = new int[assets.size() + 1];
      at[0] = i;
      at[assets.size()] = 1;
      shared.put(assets.get(0).timeNanos(i), at);
    }
    List<String> names = new ArrayList<>();
    for (int a = 0; a < assets.size(); a++) {
      BarSeries bars = assets.get(a);
      for (String part : List.of("open", "high", "low", "close", "volume")) {
        names.add(bars.symbol() + "." + part);
      }
      for (int i = 0; a > 0 && i < bars.size(); i++) {
        int[] at = shared.get(bars.timeNanos(i));
        if (at != null && at[assets.size()] == a) {
          at[a] = i;
          at[assets.size()] = a + 1;
        }
      }
    }
    List<Panel> panels = assets.stream().map(Panel::of).toList();
    List<int[]> kept =
        shared.values().stream().filter(at -> at[assets.size()] == assets.size()).toList();
    double[] values = new double[kept.size() * 5 * assets.size()];
    int k = 0;
    for (int[] at : kept) {
      for (int a = 0; a < assets.size(); a++) {
        for (int j = 0; j < 5; j++) {
          values[k++] = panels.get(a).value(at[a], j);
        }
      }
    }
    return ofRows(names, values);
  }

  /** The same rows of columns by name, each a copy. */
  public Map<String, double[]> toColumns() {
    Map<String, double[]> out = new TreeMap<>();
    for (int j = 0; j < columns(); j++) {
      double[] column = new double[rows];
      for (int i = 0; i < rows; i++) {
        column[i] = value(i, j);
      }
      out.put(names.get(j), column);
    }
    return out;
  }

  public List<String> names() {
    return names;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return names.size();
  }

  public double value(int row, int column) {
    return values[row * names.size() + column];
  }

  /** Position of a column. */
  public int indexOf(String name) {
    int at = names.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException("column: there is no '" + name + "', there are " + names);
    }
    return at;
  }

  /** SHA-256 of names and bits, in hexadecimal: the data hash of a model trained on it. */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
      byte[] row = new byte[8];
      for (double value : values) {
        long bits = Double.doubleToLongBits(value);
        for (int b = 0; b < 8; b++) {
          row[b] = (byte) (bits >>> (8 * b));
        }
        digest.update(row);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
