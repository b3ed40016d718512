// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Exponents of long memory: ½ for independent increments, more for persistence, less for reversal.
 *
 * <p>Both take increments such as returns, not levels. They are slopes of log-log plots over
 * growing block sizes and carry no exact test; the rescaled range is biased upwards in short
 * series.
 */
public final class Hurst {
  private static final int SMALLEST_BLOCK = 8;
  private static final double GROWTH = 1.25;

  private Hurst() {}

  /**
   * The rescaled-range exponent: the slope of ln(R/S) on ln(block size), R the range of the
   * cumulated deviations and S the standard deviation of a block.
   *
   * <p>Source: Hurst (1951), Long-term storage capacity of reservoirs; Mandelbrot and Wallis
   * (1969).
   *
   * @param increments at least 64 finite values, not all equal
   */
  public static double rescaledRange(double[] increments) {
    Series.require("rescaled range", increments, 8 * SMALLEST_BLOCK);
    Series.requireVariation("rescaled range", range(increments));
    int[] sizes = sizes(increments.length / 2);
    double[] logSizes = new double[sizes.length];
    double[] logRatios = new double[sizes.length];
    int used = 0;
    for (int size : sizes) {
      double sum = 0;
      int blocks = 0;
      for (int start = 0; start + size <= increments.length; start += size) {
        double ratio = rangeOverDeviation(increments, start, size);
        if (ratio > 0) {
          sum += ratio;
          blocks++;
        }
      }
      if (blocks > 0) {
        logSizes[used] = FastMath.log(size);
        logRatios[used++] = FastMath.log(sum / blocks);
      }
    }
    return slope(logSizes, logRatios, used);
  }

  private static double range(double[] x) {
    double low = x[0];
    double high = x[0];
    for (double v : x) {
      low = v < low ? v : low;
      high = v > high ? v : high;
    }
    return high - low;
  }

  private static double rangeOverDeviation(double[] x, int start, int size) {
    double mean = mean(x, start, size);
    double cumulated = 0;
    double low = 0;
    double high = 0;
    double squares = 0;
    for (int i = start; i < start + size; i++) {
      double d = x[i] - mean;
      cumulated += d;
      squares += d * d;
      // All are finite, and Math.min, which minds NaN and −0, is the slowest of these steps.
      low = cumulated < low ? cumulated : low;
      high = cumulated > high ? cumulated : high;
    }
    return (high - low) / Math.sqrt(squares / size);
  }

  /**
   * The exponent of detrended fluctuation analysis with linear detrending: the slope of ln F on
   * ln(block size), F the root mean square of the cumulated series about a line in each block.
   *
   * <p>Source: Peng et al. (1994), Mosaic organization of DNA nucleotides, Physical Review E 49.
   *
   * @param increments at least 64 finite values, not all equal
   */
  public static double detrendedFluctuation(double[] increments) {
    Series.require("detrended fluctuation", increments, 8 * SMALLEST_BLOCK);
    Series.requireVariation("detrended fluctuation", range(increments));
    double[] profile = Series.centred(increments);
    for (int t = 1; t < profile.length; t++) {
      profile[t] += profile[t - 1];
    }
    int[] sizes = sizes(increments.length / 4);
    double[] logSizes = new double[sizes.length];
    double[] logFluctuations = new double[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      double squares = 0;
      int count = 0;
      for (int start = 0; start + sizes[i] <= profile.length; start += sizes[i]) {
        squares += squaresAboutLine(profile, start, sizes[i]);
        count += sizes[i];
      }
      logSizes[i] = FastMath.log(sizes[i]);
      logFluctuations[i] = 0.5 * FastMath.log(squares / count);
    }
    return slope(logSizes, logFluctuations, sizes.length);
  }

  private static double squaresAboutLine(double[] x, int start, int size) {
    double mean = mean(x, start, size);
    double middle = 0.5 * (size - 1);
    double cross = 0;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      double d = x[start + i] - mean;
      cross += (i - middle) * d;
      squares += d * d;
    }
    double spread = size * ((double) size * size - 1) / 12;
    return Math.max(squares - cross * cross / spread, 0);
  }

  private static int[] sizes(int largest) {
    int[] out = new int[64];
    int count = 0;
    for (double size = SMALLEST_BLOCK; size <= largest && count < out.length; size *= GROWTH) {
      out[count++] = (int) size;
    }
    return Arrays.copyOf(out, count);
  }

  /** Of a short block of centred values: two plain sums, which the processor adds side by side. */
  private static double mean(double[] x, int start, int size) {
    double even = 0;
    double odd = 0;
    for (int i = 0; i + 1 < size; i += 2) {
      even += x[start + i];
      odd += x[start + i + 1];
    }
    if (size % 2 != 0) {
      even += x[start + size - 1];
    }
    return (even + odd) / size;
  }

  private static double slope(double[] x, double[] y, int n) {
    double meanX = mean(x, 0, n);
    double meanY = mean(y, 0, n);
    double cross = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      cross += (x[i] - meanX) * (y[i] - meanY);
      square += (x[i] - meanX) * (x[i] - meanX);
    }
    return cross / square;
  }
}
