// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import java.util.List;
import java.util.Locale;

/**
 * How recent columns of data differ from those of reference.
 *
 * @param columns in the order given
 * @param falseDiscovery accepted share of false findings
 * @param independence whether the p-values assume independent values
 */
public record DriftReport(List<ColumnDrift> columns, double falseDiscovery, boolean independence) {
  public DriftReport {
    columns = List.copyOf(columns);
  }

  /**
   * One column.
   *
   * @param name of the column
   * @param stability population stability index; by custom below 0.1 is stable, above 0.25 not
   * @param statistic Kolmogorov-Smirnov D
   * @param pValue probability of at least D without drift
   * @param adjusted that p-value adjusted for the number of columns (Benjamini-Hochberg)
   * @param wasserstein distance in standard deviations of the reference; 0 for a constant one that
   *     stays, infinite for one that moves
   * @param block values that were moved together; 1 where independence is assumed
   * @param drifted whether the adjusted p-value is a finding
   */
  public record ColumnDrift(
      String name,
      double stability,
      double statistic,
      double pValue,
      double adjusted,
      double wasserstein,
      int block,
      boolean drifted) {}

  /** Columns that drifted. */
  public List<ColumnDrift> drifted() {
    return columns.stream().filter(ColumnDrift::drifted).toList();
  }

  /** A table a trader reads. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%-24s %8s %8s %8s %8s %8s%n",
            "column",
            "PSI",
            "KS",
            "p",
            "p adj",
            "W1/sd"));
    for (ColumnDrift c : columns) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-24s %8.4f %8.4f %8.4f %8.4f %8.4f%s%n",
              c.name(),
              c.stability(),
              c.statistic(),
              c.pValue(),
              c.adjusted(),
              c.wasserstein(),
              c.drifted() ? "  drift" : ""));
    }
    return out.toString();
  }
}
