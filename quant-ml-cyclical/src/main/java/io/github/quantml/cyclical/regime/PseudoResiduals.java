// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.math.distribution.ChiSquared;
import io.github.quantml.math.distribution.StandardNormal;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Forecast residuals of a hidden Markov model: standard normal and independent if the model is
 * right.
 *
 * <p>z_t = Φ⁻¹(u_t), u_t = Σₖ P(s_t = k | rows before t)·Fₖ(x_t). For counts and symbols u_t is the
 * middle of the step. Missing rows have none. Source: Zucchini and MacDonald (2009), Hidden Markov
 * Models for Time Series, section 6.2.
 *
 * <p>Immutable, thread-safe.
 */
public final class PseudoResiduals {
  // Keeps Φ⁻¹ finite where the distribution function rounds to 0 or 1.
  private static final double EDGE = 1e-15;

  private final double[] values;

  private PseudoResiduals(double[] values) {
    this.values = values;
  }

  /** The residuals of a model on rows of one column. */
  public static PseudoResiduals of(HiddenMarkovModel model, Observations data) {
    Emissions emissions = model.emissions();
    emissions.requireUnivariate("pseudo-residuals");
    boolean discrete =
        emissions.family() == EmissionFamily.POISSON
            || emissions.family() == EmissionFamily.CATEGORICAL;
    PredictedProbabilities predicted = model.predict(data);
    double[] out = new double[data.size()];
    int count = 0;
    for (int t = 0; t < data.size(); t++) {
      double x = data.get(t, 0);
      if (Double.isNaN(x)) {
        continue;
      }
      double u = 0;
      for (int k = 0; k < model.states(); k++) {
        double upper = emissions.cdf(k, x);
        double share = discrete ? 0.5 * (upper + emissions.cdf(k, x - 1)) : upper;
        u += predicted.get(t, k) * share;
      }
      out[count++] = StandardNormal.quantile(Math.max(EDGE, Math.min(1 - EDGE, u)));
    }
    return new PseudoResiduals(Arrays.copyOf(out, count));
  }

  /** The residuals in order of time. */
  public double[] values() {
    return values.clone();
  }

  /**
   * P-value of "the residuals are standard normal" by Kolmogorov and Smirnov (asymptotic, with the
   * correction of Stephens, 1970). Parameters were fitted to the same rows, so it errs towards 1.
   */
  public double normalityP() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      double f = StandardNormal.cdf(sorted[i]);
      distance = Math.max(distance, Math.max(f - (double) i / n, (i + 1.0) / n - f));
    }
    double root = Math.sqrt(n);
    double lambda = (root + 0.12 + 0.11 / root) * distance;
    if (lambda < 0.2) {
      return 1;
    }
    double sum = 0;
    for (int j = 1; j <= 100; j++) {
      sum += (j % 2 == 1 ? 2 : -2) * FastMath.exp(-2.0 * j * j * lambda * lambda);
    }
    return Math.max(0, Math.min(1, sum));
  }

  /** P-value of "the residuals are uncorrelated up to the lag" (Ljung and Box, 1978). */
  public double independenceP(int lags) {
    return ljungBox(values, lags);
  }

  /**
   * P-value of "their squares are uncorrelated up to the lag": is all of the clustering explained?
   */
  public double varianceIndependenceP(int lags) {
    double[] squares = new double[values.length];
    for (int t = 0; t < squares.length; t++) {
      squares[t] = values[t] * values[t];
    }
    return ljungBox(squares, lags);
  }

  private static double ljungBox(double[] x, int lags) {
    int n = x.length;
    if (lags < 1 || lags >= n) {
      throw new IllegalArgumentException("lags must be from 1 to " + (n - 1) + ", got " + lags);
    }
    double mean = 0;
    for (double value : x) {
      mean += value / n;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean);
    }
    double statistic = 0;
    for (int k = 1; k <= lags; k++) {
      double product = 0;
      for (int t = k; t < n; t++) {
        product += (x[t] - mean) * (x[t - k] - mean);
      }
      double r = product / variance;
      statistic += r * r / (n - k);
    }
    return ChiSquared.survival(n * (n + 2.0) * statistic, lags);
  }
}
