// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import org.apache.commons.math3.util.FastMath;

/**
 * Temperature scaling of class probabilities: qᵢ ∝ pᵢ^(1/T).
 *
 * <p>T above 1 takes confidence back, T below 1 adds some. It is the one that minimises the log
 * loss of past outcomes plus a weak pull towards 1, which decides while there are few. Source: Guo
 * et al. (2017), On calibration of modern neural networks, section 4.2.
 */
final class Temperature {
  private static final double LOG_RANGE = 1.5;
  private static final double PRIOR_DEVIATION = 0.3;
  private static final double GOLDEN = 0.6180339887498949;
  private static final double TOLERANCE = 1e-6;

  private Temperature() {}

  /** Replaces {@code p}, positive and summing to 1, by its scaled version. */
  static void apply(double[] p, double temperature) {
    double total = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = FastMath.exp(FastMath.log(p[i]) / temperature);
      total += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= total;
    }
  }

  /**
   * The temperature for past forecasts.
   *
   * @param probabilities one row of class probabilities per forecast
   * @param outcomes class that came true
   * @param count how many of the rows to use
   */
  static double fit(double[][] probabilities, int[] outcomes, int count) {
    double low = -LOG_RANGE;
    double high = LOG_RANGE;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = loss(probabilities, outcomes, count, left);
    double atRight = loss(probabilities, outcomes, count, right);
    while (high - low > TOLERANCE) {
      if (atLeft <= atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = loss(probabilities, outcomes, count, left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = loss(probabilities, outcomes, count, right);
      }
    }
    return FastMath.exp((low + high) / 2);
  }

  private static double loss(double[][] p, int[] outcomes, int count, double logTemperature) {
    double inverse = FastMath.exp(-logTemperature);
    double loss = logTemperature * logTemperature / (2 * PRIOR_DEVIATION * PRIOR_DEVIATION);
    for (int i = 0; i < count; i++) {
      double total = 0;
      double chosen = 0;
      for (int k = 0; k < p[i].length; k++) {
        double log = FastMath.log(p[i][k]) * inverse;
        total += FastMath.exp(log);
        chosen = k == outcomes[i] ? log : chosen;
      }
      loss += FastMath.log(total) - chosen;
    }
    return loss;
  }
}
