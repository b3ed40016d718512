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
  private static final double NEGLIGIBLE = 1e-22;

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
      double v = p.volatility[j] * Math.sqrt(p.years[j]);
      double t = p.years[j];
      double carry = (p.rate - p.yield) * t;
      double start = (first - Logarithm.log(p.strike[j]) + carry) / v + 0.5 * v;
      double step = h / v;
      double weight =
          sign.of(p.call[j]) * p.contracts[j] * p.multiplier * Exponential.exp(-p.yield * t) / v;
      walk(sum, start, step, weight);
    }
    for (int i = 0; i < levels; i++) {
      sum[i] *= unit.factor(spots[i]) / spots[i];
    }
    return new GammaProfile(spots, sum);
  }

  private static void walk(double[] sum, double start, double step, double weight) {
    int n = sum.length;
    int peak = (int) Math.min(Math.max(Math.rint(-start / step), 0), n - 1);
    double d = start + peak * step;
    double top = weight * Mills.density(d);
    double least = NEGLIGIBLE * Math.abs(weight);
    double shrink = Exponential.exp(-step * step);
    double half = Exponential.exp(-0.5 * step * step);
    double tilt = Exponential.exp(-d * step);
    double g = top;
    double t = tilt * half;
    for (int i = peak; i < n; i++) {
      sum[i] += g;
      g *= t;
      t *= shrink;
      if (Math.abs(g) < least) {
        break;
      }
    }
    g = top;
    t = half / tilt;
    for (int i = peak - 1; i >= 0; i--) {
      g *= t;
      t *= shrink;
      if (Math.abs(g) < least) {
        break;
      }
      sum[i] += g;
    }
  }

  /** The sum at one spot in shares per point, term by term. */
  static double at(OpenPositions p, DealerSign sign, double spot) {
    double sum = 0;
    double log = Logarithm.log(spot);
    for (int j = 0; j < p.size(); j++) {
      double v = p.volatility[j] * Math.sqrt(p.years[j]);
      double t = p.years[j];
      double d = (log - Logarithm.log(p.strike[j]) + (p.rate - p.yield) * t) / v + 0.5 * v;
      sum +=
          sign.of(p.call[j])
              * p.contracts[j]
              * p.multiplier
              * Exponential.exp(-p.yield * t)
              / v
              * Mills.density(d);
    }
    return sum / spot;
  }
}
