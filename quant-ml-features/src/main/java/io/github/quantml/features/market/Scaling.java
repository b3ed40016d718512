// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;

/**
 * Fluctuation analysis: how far the running sum of a series strays from straight lines over s
 * values grows like s^α, and the growth may have two regimes, one of short and one of long scales.
 *
 * <p>Scales are at most 50, equally spaced in logarithm from 5 to half the length of the sum. At
 * each the sum is cut into runs of s values, from its start; the fluctuation is the root mean
 * square, over runs, of what the least-squares line of the run leaves. The boundary of the regimes
 * is the scale, shared by both, at which two lines in the logarithmic plane leave the least.
 *
 * <p>Sources: Peng et al. (1994), Mosaic organization of DNA nucleotides, Physical Review E 49;
 * Lubba et al. (2019), catch22.
 */
final class Scaling {
  private static final int SHORTEST = 5;
  private static final int SCALES = 50;

  /** Fewest scales of a regime; a quarter of them where that is more. */
  private static final int REGIME = 8;

  private Scaling() {}

  /**
   * Share of the scales that lie in the regime of short ones; 0 where there are fewer than 16
   * scales, too few for two regimes.
   *
   * @param step takes only each {@code step}-th value
   * @param ranges whether a run's fluctuation is the range of what its line leaves, not its root
   *     mean square
   */
  static double shortRegime(double[] x, int step, boolean ranges) {
    double[] sum = new double[(x.length + step - 1) / step];
    double total = 0;
    for (int i = 0; i < sum.length; i++) {
      total += x[i * step];
      sum[i] = total;
    }
    int[] scales = scales(sum.length / 2);
    int n = scales.length;
    if (n < 2 * REGIME) {
      return 0;
    }
    double[] u = new double[n];
    double[] v = new double[n];
    for (int j = 0; j < n; j++) {
      u[j] = FastMath.log(scales[j]);
      v[j] = FastMath.log(fluctuation(sum, scales[j], ranges));
    }
    int least = Math.max(REGIME, (int) (n / 4.0 + 0.5));
    int best = least;
    double smallest = Double.POSITIVE_INFINITY;
    for (int first = least; first <= Math.max(least, n - least); first++) {
      double left = residual(u, v, 0, first) + residual(u, v, first - 1, n);
      if (left < smallest) {
        smallest = left;
        best = first;
      }
    }
    return best / (double) n;
  }

  private static int[] scales(int longest) {
    if (longest < SHORTEST) {
      return new int[0];
    }
    double low = FastMath.log(SHORTEST);
    double high = FastMath.log(longest);
    return IntStream.range(0, SCALES)
        .map(j -> (int) (FastMath.exp(low + j * (high - low) / (SCALES - 1)) + 0.5))
        .distinct()
        .toArray();
  }

  private static double fluctuation(double[] sum, int scale, boolean ranges) {
    int runs = sum.length / scale;
    double centre = 0.5 * (scale - 1);
    double spread = scale * ((double) scale * scale - 1) / 12;
    double squares = 0;
    for (int r = 0; r < runs; r++) {
      int from = r * scale;
      double mean = 0;
      double slope = 0;
      for (int i = 0; i < scale; i++) {
        mean += sum[from + i];
        slope += (i - centre) * sum[from + i];
      }
      mean /= scale;
      slope /= spread;
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      double own = 0;
      for (int i = 0; i < scale; i++) {
        double e = sum[from + i] - mean - slope * (i - centre);
        low = Math.min(low, e);
        high = Math.max(high, e);
        own += e * e;
      }
      squares += ranges ? (high - low) * (high - low) : own / scale;
    }
    return Math.sqrt(squares / runs);
  }

  /** Sum of squares that the line of points {@code from} (inclusive) to {@code to} leaves. */
  private static double residual(double[] u, double[] v, int from, int to) {
    int n = to - from;
    double meanU = 0;
    double meanV = 0;
    for (int i = from; i < to; i++) {
      meanU += u[i] / n;
      meanV += v[i] / n;
    }
    double uu = 0;
    double uv = 0;
    double vv = 0;
    for (int i = from; i < to; i++) {
      uu += (u[i] - meanU) * (u[i] - meanU);
      uv += (u[i] - meanU) * (v[i] - meanV);
      vv += (v[i] - meanV) * (v[i] - meanV);
    }
    return vv - uv * uv / uu;
  }
}
