// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.explain;

import io.github.quantml.deep.train.EngineForecaster;

/**
 * What each number of a window adds to one number of its forecast, compared with a baseline window.
 *
 * <p>(x − b)·∫₀¹ ∂f(b + α(x − b))/∂x dα, the integral by the midpoint rule. The parts sum to f(x) −
 * f(b) but for the error of the rule, which {@link Attribution#missing} tells.
 *
 * <p>Source: Sundararajan, Taly, Yan (2017), Axiomatic attribution for deep networks, equation 1.
 */
public final class IntegratedGradients {
  private static final int AT_ONCE = 16;

  private IntegratedGradients() {}

  /**
   * The parts of one forecast.
   *
   * @param parts of each number of the window, row after row
   * @param total f(x) − f(b)
   * @param missing total less the sum of the parts
   */
  public record Attribution(double[] parts, double total, double missing) {}

  /**
   * Attributes.
   *
   * @param window raw numbers
   * @param baseline raw numbers that stand for nothing special, for example the means
   * @param index which number of the forecast
   * @param points of the rule, at least 1
   */
  public static Attribution of(
      EngineForecaster engine, float[] window, float[] baseline, int index, int points) {
    if (points < 1 || window.length != baseline.length) {
      throw new IllegalArgumentException(
          "integrated gradients: "
              + points
              + " points, window of "
              + window.length
              + " numbers, baseline of "
              + baseline.length);
    }
    int n = window.length;
    double[] parts = new double[n];
    for (int from = 0; from < points; from += AT_ONCE) {
      int batch = Math.min(AT_ONCE, points - from);
      float[] path = new float[batch * n];
      for (int k = 0; k < path.length; k++) {
        double alpha = (from + k / n + 0.5) / points;
        path[k] = (float) (baseline[k % n] + alpha * (window[k % n] - baseline[k % n]));
      }
      float[] gradient = engine.gradient(path, batch, index);
      for (int k = 0; k < gradient.length; k++) {
        parts[k % n] += gradient[k] * ((double) window[k % n] - baseline[k % n]) / points;
      }
    }
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    double total = (double) engine.predict(window, 1)[index] - engine.predict(baseline, 1)[index];
    return new Attribution(parts, total, total - sum);
  }
}
