// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns of feature values of one instrument, NaN where a feature has none.
 *
 * <p>{@link #column} hands out the array itself, to spare a copy; who changes it changes the table.
 */
public final class FeatureTable {
  private final String symbol;
  private final List<String> names;
  private final double[][] columns;
  private final Map<String, Integer> index = new HashMap<>();
  private final int rows;

  FeatureTable(String symbol, List<String> names, double[][] columns, int rows) {
    this.symbol = symbol;
    this.names = names;
    this.columns = columns;
    this.rows = rows;
    for (int k = 0; k < names.size(); k++) {
      index.put(names.get(k), k);
    }
  }

  public String symbol() {
    return symbol;
  }

  public List<String> names() {
    return names;
  }

  /** Number of bars. */
  public int rows() {
    return rows;
  }

  /** The values of a feature, oldest first. */
  public double[] column(String name) {
    Integer k = index.get(name);
    if (k == null) {
      throw new IllegalArgumentException("feature name '" + name + "': is not in the table");
    }
    return columns[k];
  }

  /** The values of the {@code k}-th feature, oldest first. */
  public double[] column(int k) {
    return columns[k];
  }

  /** The features of bar {@code t}, in the order of the names. */
  public double[] row(int t) {
    double[] row = new double[columns.length];
    for (int k = 0; k < row.length; k++) {
      row[k] = columns[k][t];
    }
    return row;
  }
}
