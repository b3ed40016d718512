// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.math.random.CounterRandom;
import org.apache.commons.math3.util.FastMath;

/**
 * Resampling of a dependent series by blocks of random, geometrically distributed length.
 *
 * <p>Blocks start anywhere and wrap around the end, so resamples are stationary.
 *
 * <p>Sources: Politis and Romano (1994), The stationary bootstrap, JASA 89; automatic length:
 * Politis and White (2004), Automatic block-length selection for the dependent bootstrap, with the
 * correction of Patton, Politis, White (2009).
 *
 * @param meanBlockLength expected length of a block, at least 1; 1 is the ordinary bootstrap
 */
public record StationaryBootstrap(double meanBlockLength) {
  public StationaryBootstrap {
    if (!(meanBlockLength >= 1 && meanBlockLength < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "meanBlockLength must be >= 1 and finite: " + meanBlockLength);
    }
  }

  /** Blocks of a given expected length. */
  public static StationaryBootstrap of(double meanBlockLength) {
    return new StationaryBootstrap(meanBlockLength);
  }

  /** Blocks of the length that suits a series: {@link #optimalLength(double[])}. */
  public static StationaryBootstrap automatic(double[] x) {
    return of(optimalLength(x));
  }

  /**
   * The length that minimises the mean squared error of the bootstrap variance of the mean, within
   * [1, min(3√n, n/3)].
   *
   * @param x at least 20 finite values, not all equal
   */
  public static double optimalLength(double[] x) {
    Series.require("block length", x, 20);
    int n = x.length;
    int run = Math.max(5, (int) FastMath.log10(n));
    int most = Math.min((int) FastMath.ceil(Math.sqrt(n)) + run, n - 1);
    double[] gamma = Autocorrelation.autocovariances(x, most);
    Series.requireVariation("block length", gamma[0]);
    int m = cutOff(gamma, run, 2 * Math.sqrt(FastMath.log10(n) / n));
    double g = 0;
    double longRun = gamma[0];
    for (int k = 1; k <= m; k++) {
      // The flat-top window of Politis and Romano (1995).
      double share = (double) k / m;
      double weight = share <= 0.5 ? 1 : 2 * (1 - share);
      g += 2 * weight * k * gamma[k];
      longRun += 2 * weight * gamma[k];
    }
    double ratio = g / longRun;
    double length = FastMath.cbrt(ratio * ratio * n);
    double longest = FastMath.ceil(Math.min(3 * Math.sqrt(n), n / 3.0));
    return Math.max(1, Math.min(length, longest));
  }

  /** Twice the first lag from which a run of autocorrelations is insignificant. */
  private static int cutOff(double[] gamma, int run, double bound) {
    int most = gamma.length - 1;
    int quiet = 0;
    for (int k = 1; k <= most; k++) {
      quiet = Math.abs(gamma[k] / gamma[0]) < bound ? quiet + 1 : 0;
      if (quiet == run) {
        return Math.min(2 * Math.max(k - run + 1, 1), most);
      }
    }
    return most;
  }

  /**
   * Indices of one resample.
   *
   * @param n length of the series and of the resample, at least 1
   */
  public int[] indices(int n, CounterRandom random) {
    if (n < 1) {
      throw new IllegalArgumentException("n must be >= 1: " + n);
    }
    double fresh = 1 / meanBlockLength;
    int[] out = new int[n];
    int index = 0;
    for (int i = 0; i < n; i++) {
      boolean start = random.nextDouble() < fresh;
      if (i == 0 || start) {
        index = random.nextInt(n);
      } else {
        index = index + 1 == n ? 0 : index + 1;
      }
      out[i] = index;
    }
    return out;
  }

  /** One resample of a series. */
  public double[] resample(double[] x, CounterRandom random) {
    int[] indices = indices(x.length, random);
    double[] out = new double[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = x[indices[i]];
    }
    return out;
  }
}
