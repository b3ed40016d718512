// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

/**
 * The two residuals of a least-squares problem, accumulated in twice the working precision and
 * rounded once.
 *
 * <p>Sources: Dekker (1971), A floating-point technique for extending the available precision,
 * Numerische Mathematik 18; Ogita, Rump, Oishi (2005), Accurate sum and dot product.
 */
final class DoubledPrecision {
  private static final double SPLITTER = 134217729.0; // 2²⁷ + 1

  private DoubledPrecision() {}

  /** out = y − r − X·b. */
  static void residual(double[] out, double[] y, double[] r, double[][] columns, double[] b) {
    for (int i = 0; i < y.length; i++) {
      double high = y[i] - r[i];
      double low = differenceError(y[i], r[i], high);
      for (int j = 0; j < b.length; j++) {
        double product = columns[j][i] * b[j];
        double difference = high - product;
        low +=
            differenceError(high, product, difference) - productError(columns[j][i], b[j], product);
        high = difference;
      }
      out[i] = high + low;
    }
  }

  /** −xᵀr. */
  static double negatedDot(double[] x, double[] r) {
    double high = 0;
    double low = 0;
    for (int i = 0; i < r.length; i++) {
      double product = x[i] * r[i];
      double difference = high - product;
      low += differenceError(high, product, difference) - productError(x[i], r[i], product);
      high = difference;
    }
    return high + low;
  }

  /** x − y − difference, exactly, where difference is x − y rounded. */
  private static double differenceError(double x, double y, double difference) {
    double back = difference - x;
    return (x - (difference - back)) - (y + back);
  }

  /** x·y − product, exactly, where product is x·y rounded. */
  private static double productError(double x, double y, double product) {
    double xBig = SPLITTER * x;
    double xHigh = xBig - (xBig - x);
    double xLow = x - xHigh;
    double yBig = SPLITTER * y;
    double yHigh = yBig - (yBig - y);
    double yLow = y - yHigh;
    return ((xHigh * yHigh - product) + xHigh * yLow + xLow * yHigh) + xLow * yLow;
  }
}
