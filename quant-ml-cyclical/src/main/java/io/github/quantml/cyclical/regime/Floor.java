// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/**
 * The smallest variances a fit may reach, relative to the pooled variance of each column.
 *
 * <p>The likelihood of a Gaussian mixture is unbounded: a state may shrink onto one row. An
 * absolute floor cures that but makes the fit depend on the unit of the data; this floor scales
 * with it, so fitting c·x gives c times the fit of x.
 */
final class Floor {
  // A constant column has no scale of its own; the square of its level supplies one.
  private static final double CONSTANT_COLUMN = 1e-6;

  private final double[] means;
  private final double[] variances;
  private final double[] floors;
  private boolean touched;

  Floor(Observations data, double relative) {
    int columns = data.dimensions();
    this.means = new double[columns];
    this.variances = new double[columns];
    this.floors = new double[columns];
    for (int c = 0; c < columns; c++) {
      double[] moments = data.moments(c);
      means[c] = moments[0];
      double level = moments[0] * moments[0];
      boolean constant = moments[1] <= 1e-28 * level;
      double fallback = level > 0 ? CONSTANT_COLUMN * level : 1;
      variances[c] = constant ? fallback : moments[1];
      floors[c] = constant ? fallback : relative * moments[1];
    }
  }

  double mean(int column) {
    return means[column];
  }

  double variance(int column) {
    return variances[column];
  }

  double floor(int column) {
    return floors[column];
  }

  /** Returns the variance, raised to the floor if needed, and remembers that it was needed. */
  double apply(int column, double variance) {
    if (variance >= floors[column]) {
      return variance;
    }
    touched = true;
    return floors[column];
  }

  void clear() {
    touched = false;
  }

  void mark() {
    touched = true;
  }

  /** Whether the floor acted since the last {@link #clear}. */
  boolean touched() {
    return touched;
  }
}
