// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import org.apache.commons.math3.util.FastMath;

/**
 * What the next excess over a threshold will be, given those seen: the generalised Pareto
 * distribution averaged over the parameters that may have made them.
 *
 * <p>A level computed from fitted parameters is passed more often than it says, because few peaks
 * say little about the shape and a shape too small costs more alarms than one too large spares.
 * Given θ = ξ/σ the logs ln(1 + θyᵢ) are exponential with mean ξ, so with S(θ) = Σ ln(1 + θyᵢ) and
 * the prior dξ·dσ/σ
 *
 * <p>p(θ | y) ∝ (θ/S)^{n−1}·e^{−S}, P(Y &gt; y | θ) = (1 + ln(1 + θy)/S)^{−(n−1)}.
 *
 * <p>θ lies on a grid even in ln(1 + θ·max y) where its probability is not negligible, with ξ
 * between −½, below which likelihood has no maximum, and 1, above which there is no mean. A grid in
 * place of an iteration is the idea of Zhang and Stephens (2009), A new and efficient estimation
 * method for the generalized Pareto distribution, Technometrics 51. Immutable.
 */
final class PredictiveTail {
  private static final int COARSE = 40;
  private static final int FINE = 60;
  private static final double LEAST_SHAPE = -0.5;
  private static final double MOST_SHAPE = 1;

  /** e^−15 of the best is left out. */
  private static final double NEGLIGIBLE = 15;

  private final double[] excesses;
  private final double largest;
  private final double[] thetas = new double[FINE];
  private final double[] sums = new double[FINE];
  private final double[] weights = new double[FINE];

  private PredictiveTail(double[] excesses) {
    this.excesses = excesses;
    double mean = 0;
    double most = 0;
    for (double y : excesses) {
      mean += y / excesses.length;
      most = Math.max(most, y);
    }
    this.largest = most;
    double low = FastMath.log(1e-3);
    double high = FastMath.log1p(most / mean * FastMath.exp(2 * MOST_SHAPE));
    double step = (high - low) / COARSE;
    double[] logs = new double[COARSE];
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < COARSE; i++) {
      double u = low + step * (i + 0.5);
      logs[i] = logWeight(u, sum(theta(u)));
      top = Math.max(top, logs[i]);
    }
    int from = 0;
    int to = COARSE - 1;
    while (logs[from] < top - NEGLIGIBLE) {
      from++;
    }
    while (logs[to] < top - NEGLIGIBLE) {
      to--;
    }
    fill(low + step * (from - 0.5), low + step * (to + 1.5));
  }

  private void fill(double low, double high) {
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < FINE; i++) {
      double u = low + (high - low) * (i + 0.5) / FINE;
      thetas[i] = theta(u);
      sums[i] = sum(thetas[i]);
      weights[i] = logWeight(u, sums[i]);
      top = Math.max(top, weights[i]);
    }
    double total = 0;
    for (int i = 0; i < FINE; i++) {
      weights[i] = FastMath.exp(weights[i] - top);
      total += weights[i];
    }
    for (int i = 0; i < FINE; i++) {
      weights[i] /= total;
    }
  }

  /** Never 0, where S/θ is a limit. */
  private double theta(double u) {
    return FastMath.expm1(Math.abs(u) < 1e-6 ? 1e-6 : u) / largest;
  }

  private double sum(double theta) {
    double sum = 0;
    for (double v : excesses) {
      sum += FastMath.log1p(theta * v);
    }
    return sum;
  }

  /** Of an interval du = dθ·max/(1 + θ·max). */
  private double logWeight(double u, double sum) {
    double shape = sum / excesses.length;
    return shape < LEAST_SHAPE || shape > MOST_SHAPE
        ? Double.NEGATIVE_INFINITY
        : (excesses.length - 1) * FastMath.log(theta(u) / sum) - sum + u;
  }

  /** Of positive excesses, at least 5. */
  static PredictiveTail of(double[] excesses) {
    return new PredictiveTail(excesses);
  }

  /** P(the next excess is above y). */
  double exceedance(double y) {
    double p = 0;
    for (int i = 0; i < FINE; i++) {
      double inside = 1 + thetas[i] * y;
      if (weights[i] > 0 && inside > 0) {
        p += weights[i] * FastMath.pow(1 + FastMath.log(inside) / sums[i], 1.0 - excesses.length);
      }
    }
    return p;
  }

  /** The excess that is passed with probability p in (0, 1]. */
  double excess(double p) {
    double low = 0;
    double high = largest;
    while (exceedance(high) > p) {
      low = high;
      high *= 2;
    }
    while (high - low > 1e-9 * high) {
      double middle = low + (high - low) / 2;
      if (exceedance(middle) > p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
