// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * Correlations of all windows of one series with all of another, diagonal by diagonal.
 *
 * <p>A tile is a stripe of neighbouring lags j − i, walked row by row: its covariances stay in the
 * first-level cache and the loop over lags has no chain of dependent operations. Covariances are
 * made anew from the windows every few rows, so that a value depends on a bounded stretch before it
 * and rounding cannot add up. Nothing depends on later rows, which makes the part of the result
 * that looks back causal.
 *
 * <p>Stripes have to be walked from large to small lags: then equal correlations go to the smaller
 * lag.
 *
 * <p>Source: Zimmerman et al. (2019), Matrix profile XIV: scaling time series motif discovery with
 * GPUs to break a quintillion pairwise comparisons a day and beyond, section 3.
 */
final class DiagonalTile {
  static final int WIDTH = 256;

  private final WindowColumns rows;
  private final WindowColumns columns;
  private final double[] covariance = new double[WIDTH];
  private final double[] correlation = new double[WIDTH];

  DiagonalTile(WindowColumns rows, WindowColumns columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** Rows after which covariances are made anew. */
  static int refresh(int length) {
    return Math.max(256, 8 * length);
  }

  /**
   * Walks lags {@code from … to − 1}.
   *
   * @param byRow takes the best column of every row
   * @param byColumn takes the best row of every column
   */
  void walk(int from, int to, Best byRow, Best byColumn) {
    int refresh = refresh(rows.length);
    int last = Math.min(rows.windows, columns.windows - from);
    int entered = to - from; // first lag offset whose covariance is current; those before are not
    for (int i = Math.max(0, 1 - to); i < last; i++) {
      int low = Math.max(0, -(i + from));
      int high = Math.min(to - from, columns.windows - i - from);
      if (i % refresh == 0) {
        rows.covariances(i, columns, i + from + low, i + from + high, covariance, low);
      } else {
        advance(i, i + from, Math.max(low, entered), high);
        if (low < entered) { // the column of this lag has just come into being
          rows.covariances(i, columns, 0, 1, covariance, low);
        }
      }
      entered = low;
      correlate(i, i + from, low, high);
      keep(i, i + from, low, high, byRow, byColumn);
    }
  }

  private void advance(int i, int shift, int low, int high) {
    double[] df = columns.df;
    double[] dg = columns.dg;
    double[] cov = covariance;
    double dfi = rows.df[i];
    double dgi = rows.dg[i];
    for (int d = low; d < high; d++) {
      cov[d] += dfi * dg[shift + d] + df[shift + d] * dgi;
    }
  }

  private void correlate(int i, int shift, int low, int high) {
    double[] inverse = columns.inverse;
    double[] cov = covariance;
    double[] cor = correlation;
    double own = rows.inverse[i];
    for (int d = low; d < high; d++) {
      cor[d] = cov[d] * own * inverse[shift + d];
    }
  }

  private void keep(int i, int shift, int low, int high, Best byRow, Best byColumn) {
    double[] cor = correlation;
    double[] above = byColumn.correlation;
    double best = Double.NEGATIVE_INFINITY;
    int at = -1;
    for (int d = low; d < high; d++) {
      double c = cor[d];
      if (c > best) {
        best = c;
        at = d;
      }
      if (c >= above[shift + d]) {
        above[shift + d] = c;
        byColumn.index[shift + d] = i;
      }
    }
    if (at >= 0 && best >= byRow.correlation[i]) {
      byRow.correlation[i] = best;
      byRow.index[i] = shift + at;
    }
  }
}
