// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.features.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Training rows of a selection: feature columns and the target, oldest first, all finite.
 *
 * <p>The arrays are not copied; who changes them changes the data.
 *
 * @param names unique, one for each column
 * @param columns features × rows
 * @param target one value for each row; 0 and 1 for two classes
 * @param overlap how many rows one target spans: the horizon in bars, 1 if targets do not overlap
 */
public record SelectionData(List<String> names, double[][] columns, double[] target, int overlap) {
  private static final int FEWEST_ROWS = 30;

  public SelectionData {
    names = List.copyOf(names);
    if (names.isEmpty() || names.size() != columns.length) {
      throw new InvalidDataException(
          "selection: must have one name for each of at least one column, got "
              + names.size()
              + " names and "
              + columns.length
              + " columns");
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new InvalidDataException("selection: feature name " + name + " must be unique");
      }
    }
    if (overlap < 1) {
      throw new IllegalArgumentException("overlap: must be >= 1, got " + overlap);
    }
    if (target.length < FEWEST_ROWS) {
      throw new InsufficientDataException("selection: rows", FEWEST_ROWS, target.length);
    }
    requireFinite("target", target);
    for (int k = 0; k < columns.length; k++) {
      if (columns[k].length != target.length) {
        throw new InvalidDataException(
            "selection: feature "
                + names.get(k)
                + " must have "
                + target.length
                + " rows like the target, got "
                + columns[k].length);
      }
      requireFinite("feature " + names.get(k), columns[k]);
    }
    if (isConstant(target)) {
      throw new InvalidDataException(
          "selection: target must vary, got " + target[0] + " in every row");
    }
  }

  /**
   * The complete rows of a table: those where the target and all features have a value. Warm-up
   * rows fall away by that.
   *
   * @param table features of one instrument
   * @param target one value for each bar, NaN where there is none
   * @param overlap horizon of the target in bars
   */
  public static SelectionData of(FeatureTable table, double[] target, int overlap) {
    if (target.length != table.rows()) {
      throw new InvalidDataException(
          "selection: target of "
              + table.symbol()
              + " must have "
              + table.rows()
              + " rows, got "
              + target.length);
    }
    int[] rows = new int[target.length];
    int count = 0;
    for (int t = 0; t < target.length; t++) {
      boolean complete = Double.isFinite(target[t]);
      for (int k = 0; complete && k < table.names().size(); k++) {
        complete = Double.isFinite(table.column(k)[t]);
      }
      if (complete) {
        rows[count++] = t;
      }
    }
    rows = Arrays.copyOf(rows, count);
    double[][] columns = new double[table.names().size()][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = pick(table.column(k), rows);
    }
    return new SelectionData(table.names(), columns, pick(target, rows), overlap);
  }

  /** Number of rows. */
  public int rows() {
    return target.length;
  }

  /** Number of features. */
  public int features() {
    return columns.length;
  }

  /** Some of the columns, in the order given. */
  SelectionData with(int[] chosen) {
    List<String> some = new ArrayList<>();
    double[][] cut = new double[chosen.length][];
    for (int k = 0; k < chosen.length; k++) {
      some.add(names.get(chosen[k]));
      cut[k] = columns[chosen[k]];
    }
    return new SelectionData(some, cut, target, overlap);
  }

  static double[] pick(double[] values, int[] rows) {
    double[] out = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      out[i] = values[rows[i]];
    }
    return out;
  }

  static double[][] pick(double[][] columns, int[] rows) {
    double[][] out = new double[columns.length][];
    for (int k = 0; k < out.length; k++) {
      out[k] = pick(columns[k], rows);
    }
    return out;
  }

  static boolean isConstant(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  private static void requireFinite(String what, double[] values) {
    for (int t = 0; t < values.length; t++) {
      if (!Double.isFinite(values[t])) {
        throw new InvalidDataException(
            "selection: " + what + " must be finite, got " + values[t] + " in row " + t);
      }
    }
  }
}
