// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/** Steps of a cycle search that fit, subtract and cross-check sinusoids. */
final class CycleRefinement {
  private CycleRefinement() {}

  /** Refits with one more frequency. */
  static HarmonicFit add(
      Detrend trend, double[] y, @Nullable HarmonicFit before, double frequency) {
    int known = before == null ? 0 : before.size();
    double[] periods = new double[known + 1];
    for (int i = 0; i < known && before != null; i++) {
      periods[i] = before.period(i);
    }
    periods[known] = 1 / frequency;
    return HarmonicRegression.of(trend).refineFrom(y, periods);
  }

  static double[] residual(double[] y, HarmonicFit fit) {
    double[] out = y.clone();
    double[] cos = new double[y.length];
    double[] sin = new double[y.length];
    for (int i = 0; i < fit.size(); i++) {
      subtract(out, fit, i, cos, sin);
    }
    return out;
  }

  static double[] residualWithout(double[] y, HarmonicFit fit, int kept) {
    double[] out = y.clone();
    double[] cos = new double[y.length];
    double[] sin = new double[y.length];
    for (int i = 0; i < fit.size(); i++) {
      if (i != kept) {
        subtract(out, fit, i, cos, sin);
      }
    }
    return out;
  }

  private static void subtract(double[] y, HarmonicFit fit, int i, double[] cos, double[] sin) {
    Sinusoid.fill(fit.frequency(i), 0, cos, sin);
    for (int t = 0; t < y.length; t++) {
      y[t] -= fit.cosine(i) * cos[t] + fit.sine(i) * sin[t];
    }
  }

  /** Cosine of the phase difference of the halves times the ratio of their amplitudes. */
  static double stability(double[] y, double frequency) {
    int half = y.length / 2;
    double[] early = wave(y, 0, half, frequency);
    double[] late = wave(y, y.length - half, y.length, frequency);
    double a = FastMath.hypot(early[0], early[1]);
    double b = FastMath.hypot(late[0], late[1]);
    double most = Math.max(a, b);
    // cos(difference)·min/max = (early·late)/(a·b)·min(a, b)/max(a, b) = early·late/max².
    return most > 0 ? (early[0] * late[0] + early[1] * late[1]) / (most * most) : 0;
  }

  /** Fits frequency and wave on the first two thirds, scores the last third against the mean. */
  static double outOfSampleR2(double[] y, double frequency) {
    int split = 2 * y.length / 3;
    double[] head = Arrays.copyOf(y, split);
    double bins = frequency * split;
    if (bins < 1 || frequency >= 0.5) {
      return Double.NEGATIVE_INFINITY;
    }
    HarmonicFit fit = HarmonicRegression.of(Detrend.CONSTANT).refineFrom(head, 1 / frequency);
    double mean = 0;
    for (double value : head) {
      mean += value / split;
    }
    double with = 0;
    double without = 0;
    for (int t = split; t < y.length; t++) {
      double miss = y[t] - fit.value(t);
      with += miss * miss;
      without += (y[t] - mean) * (y[t] - mean);
    }
    return without > 0 ? 1 - with / without : 0;
  }

  /** Coefficients (cos, sin) of the least-squares wave on [from, to), with a free mean. */
  private static double[] wave(double[] y, int from, int to, double frequency) {
    int n = to - from;
    double[] cos = new double[n];
    double[] sin = new double[n];
    Sinusoid.fill(frequency, from, cos, sin);
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    Columns basis = new Columns(3);
    basis.add(ones);
    basis.add(cos);
    basis.add(sin);
    double[] solved = basis.solve(basis.project(Arrays.copyOfRange(y, from, to)));
    return solved.length == 3 ? new double[] {solved[1], solved[2]} : new double[2];
  }
}
