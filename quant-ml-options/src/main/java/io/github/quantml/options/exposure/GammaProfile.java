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
 * σ√T: three exponentials an option instead of one a level. An option starts at its peak and walks
 * outwards, so nothing underflows that counts; one so wide that nothing can underflow is swept from
 * end to end. Equal to the direct sum to 1e-13 of its terms' size.
 *
 * @param spots ascending
 * @param gamma exposure at each
 */
public record GammaProfile(double[] spots, double[] gamma) {
  /** Standard deviations beyond which a density of 1e-22 of the peak is not walked to. */
  private static final double REACH = 10;

  /** |d₁| at both ends below which a sweep loses nothing: e^{−WIDE²/2} is far from underflow. */
  private static final double WIDE = 20;

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

  /** From end to end where nothing underflows: no branch depends on the option. */
  private static void sweep(double[] sum, double start, double step, double weight) {
    int n = sum.length;
    double half = Exponential.exp(-0.5 * step * step);
    double shrink = half * half;
    double t = Exponential.exp(-start * step) * half;
    double g0 = weight * Mills.density(start);
    double t1 = t * shrink;
    double t2 = t1 * shrink;
    double t3 = t2 * shrink;
    double g1 = g0 * t;
    double g2 = g1 * t1;
    double g3 = g2 * t2;
    // Four steps at once: tᵢtᵢ₊₁tᵢ₊₂tᵢ₊₃, which falls by shrink¹⁶ each time.
    double fourth = shrink * shrink * shrink * shrink;
    double by0 = t * t1 * (t2 * t3);
    double by1 = by0 * fourth;
    double by2 = by1 * fourth;
    double by3 = by2 * fourth;
    double fall = fourth * fourth * (fourth * fourth);
    int i = 0;
    for (; i < n - 3; i += 4) {
      sum[i] += g0;
      sum[i + 1] += g1;
      sum[i + 2] += g2;
      sum[i + 3] += g3;
      g0 *= by0;
      g1 *= by1;
      g2 *= by2;
      g3 *= by3;
      by0 *= fall;
      by1 *= fall;
      by2 *= fall;
      by3 *= fall;
    }
    double[] rest = {g0, g1, g2};
    for (int j = 0; i < n; i++, j++) {
      sum[i] += rest[j];
    }
  }

  private static void walk(double[] sum, double start, double step, double weight) {
    int n = sum.length;
    if (Math.abs(start) < WIDE && Math.abs(start + (n - 1) * step) < WIDE) {
      sweep(sum, start, step, weight);
      return;
    }
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
    // Four chains of products side by side take the time of one: up and down, even and odd.
    double fourth = shrink * shrink;
    double up1 = up * upStep;
    double upBy = upStep * upStep * shrink;
    double up1By = upBy * fourth;
    double down1 = down * downStep;
    double downBy = downStep * downStep * shrink;
    double down1By = downBy * fourth;
    fourth *= fourth;
    int pairs = Math.min(ups, downs) >> 1;
    int low = peak - 1;
    int high = peak;
    for (int i = 0; i < pairs; i++) {
      sum[high] += up;
      sum[high + 1] += up1;
      sum[low] += down;
      sum[low - 1] += down1;
      high += 2;
      low -= 2;
      up *= upBy;
      up1 *= up1By;
      down *= downBy;
      down1 *= down1By;
      upBy *= fourth;
      up1By *= fourth;
      downBy *= fourth;
      down1By *= fourth;
    }
    int end = peak + ups;
    while (high < end - 1) {
      sum[high] += up;
      sum[high + 1] += up1;
      high += 2;
      up *= upBy;
      up1 *= up1By;
      upBy *= fourth;
      up1By *= fourth;
    }
    if (high < end) {
      sum[high] += up;
    }
    int first = peak - downs;
    while (low > first) {
      sum[low] += down;
      sum[low - 1] += down1;
      low -= 2;
      down *= downBy;
      down1 *= down1By;
      downBy *= fourth;
      down1By *= fourth;
    }
    if (low == first) {
      sum[low] += down;
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
