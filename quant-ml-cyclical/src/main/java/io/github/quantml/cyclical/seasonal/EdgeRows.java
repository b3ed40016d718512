// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

/**
 * The local regressions near the left end of a series, where the neighbourhood is cut off.
 *
 * <p>Row r is the fit at position r, −1 being one before the series. A series no longer than the
 * window has nothing but ends: its left half comes from these rows and its right half from their
 * mirror images. Small tables are kept, large ones computed when asked for.
 */
final class EdgeRows {
  private static final long MOST_KEPT = 1 << 20;

  private final int length;
  private final LoessSpan span;
  private final int points;
  private final int leftRows;
  private final int rightRows;
  private final double[][] tricube;
  private final double[][] projected;

  EdgeRows(int length, LoessSpan span, boolean keep) {
    this.length = length;
    this.span = span;
    this.points = Math.min(span.window(), length);
    boolean whole = span.window() >= length;
    this.leftRows = whole ? (length + 1) / 2 : (span.window() - 1) / 2;
    this.rightRows = whole ? length / 2 : leftRows;
    boolean kept = keep && (leftRows + 1L) * points <= MOST_KEPT;
    this.tricube = new double[kept ? leftRows + 1 : 0][];
    this.projected = new double[kept ? leftRows + 1 : 0][];
    for (int r = -1; kept && r < leftRows; r++) {
      tricube[r + 1] = fillTricube(r, new double[points]);
      projected[r + 1] = tricube[r + 1].clone();
      LocalFit.project(projected[r + 1], points, r, span.degree(), length - 1);
    }
  }

  int length() {
    return length;
  }

  int points() {
    return points;
  }

  int leftRows() {
    return leftRows;
  }

  int rightRows() {
    return rightRows;
  }

  /** Tricube weights of row r, perhaps in the scratch array. */
  double[] tricube(int r, double[] scratch) {
    return tricube.length > 0 ? tricube[r + 1] : fillTricube(r, scratch);
  }

  /** Weights of the fitted value of row r, perhaps in the scratch array. */
  double[] projected(int r, double[] scratch) {
    if (projected.length > 0) {
      return projected[r + 1];
    }
    fillTricube(r, scratch);
    LocalFit.project(scratch, points, r, span.degree(), length - 1);
    return scratch;
  }

  private double[] fillTricube(int r, double[] out) {
    LocalFit.tricube(out, points, r, LocalFit.bandwidth(r, 0, points, span.window(), length));
    return out;
  }
}
