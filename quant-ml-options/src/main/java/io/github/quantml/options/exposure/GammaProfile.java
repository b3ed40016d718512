// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.exposure;

import io.github.quantml.options.internal.Exponential;
import io.github.quantml.options.internal.Logarithm;
import io.github.quantml.options.internal.Mills;
import org.apache.commons.math3.util.FastMath;

/**
 * Gamma exposure over spots spaced evenly in ln S, every option at its own volatility (sticky
 * strike).
 *
 * <p>d₁ is linear in ln S, so φ(d₁) along the grid obeys g ← g·t, t ← t·e^{−δ²}, δ the step over
 * σ√T: two exponentials an option instead of one a level. Each option starts at its peak and walks
 * outwards, so nothing underflows that counts.
 *
 * @param spots ascending
 * @param gamma exposure at each
 */
public record GammaProfile(double[] spots, double[] gamma) {
  /** Standard deviations beyond which a density of 1e-22 of the peak is not walked to. */
  private static final double REACH = 10;

  static GammaProfile of(
      OpenPositions p, DealerSign sign, GammaUnit unit, double low, double high, int levels) {
    double first = Logarithm.log(low);
    double h = (Logarithm.log(high) - first) / (levels - 1);
    double[] sum = new double[levels];
    double[] spots = new double[levels];
    for (int i = 0; i < levels; i++) {
      spots[i] = FastMath.exp(first + i * h);
    }
    int n = p.size();
    for (int j = 0; j < n; j++) {
      double inverse = p.inverseDeviation[j];
      double start = first * inverse + p.intercept[j];
      walk(sum, start, h * inverse, sign.of(p, j) * p.gammaWeight[j]);
    }
    for (int i = 0; i < levels; i++) {
      sum[i] *= unit.factor(spots[i]) / spots[i];
    }
    return new GammaProfile(spots, sum);
  }

  private static void walk(double[] sum, double start, double step, double weight) {
    int n = sum.length;
    double inverse = 1 / step;
    int peak = (int) Math.min(Math.max(Math.rint(-start * inverse), 0), n - 1);
    double d = start + peak * step;
    int ups = (int) Math.min(n - peak, Math.max(1 + (REACH - d) * inverse, 0));
    int downs = (int) Math.min(peak, Math.max((REACH + d) * inverse, 0));
    double half = Exponential.exp(-0.5 * step * step);
    double shrink = half * half;
    double tilt = Exponential.exp(-d * step);
    double up = weight * Mills.density(d);
    double back = half / tilt;
    double down = up * back;
    double upStep = tilt * half;
    double downStep = back * shrink;
    // Side by side: each is a chain of products, and two chains take the time of one.
    int both = Math.min(ups, downs);
    int low = peak - 1;
    for (int i = 0; i < both; i++) {
      sum[peak + i] += up;
      sum[low - i] += down;
      up *= upStep;
      down *= downStep;
      upStep *= shrink;
      downStep *= shrink;
    }
    for (int i = both; i < ups; i++) {
      sum[peak + i] += up;
      up *= upStep;
      upStep *= shrink;
    }
    for (int i = both; i < downs; i++) {
      sum[low - i] += down;
      down *= downStep;
      downStep *= shrink;
    }
  }

  /** The sum at one spot in shares per point, term by term. */
  static double at(OpenPositions p, DealerSign sign, double spot) {
    double sum = 0;
    double log = Logarithm.log(spot);
    for (int j = 0; j < p.size(); j++) {
      double d = log * p.inverseDeviation[j] + p.intercept[j];
      sum += sign.of(p, j) * p.gammaWeight[j] * Mills.density(d);
    }
    return sum / spot;
  }
}
