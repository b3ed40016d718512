// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import io.github.quantml.api.InsufficientDataException;
import java.util.Arrays;

/**
 * Welch's averaged periodogram: overlapping tapered segments, mean or median over them.
 *
 * <p>Trades resolution (1/segment) for stability. The median is divided by its bias for exponential
 * variables, so that one crash in one segment does not lift the whole spectrum (Allen et al., 2012,
 * FINDCHIRP, appendix B). Source: Welch (1967), The use of fast Fourier transform for the
 * estimation of power spectra.
 *
 * @param segment length of a segment in bars, at least 4
 * @param overlap bars shared by neighbours, from 0 to segment − 1
 * @param periodogram taper, detrending (of each segment) and units
 * @param median median instead of mean over the segments
 */
public record Welch(int segment, int overlap, Periodogram periodogram, boolean median) {
  /** Checks every setting. */
  public Welch {
    if (segment < 4) {
      throw new IllegalArgumentException("segment must be at least 4 bars, got " + segment);
    }
    if (overlap < 0 || overlap >= segment) {
      throw new IllegalArgumentException(
          "overlap must be from 0 to " + (segment - 1) + ", got " + overlap);
    }
  }

  /** Half-overlapping Hann segments, mean removed, density, mean over segments. */
  public static Welch ofSegment(int segment) {
    return new Welch(segment, segment / 2, Periodogram.defaults(), false);
  }

  /** Changes taper, detrending and units. */
  public Welch withPeriodogram(Periodogram value) {
    return new Welch(segment, overlap, value, median);
  }

  /** Changes how many bars neighbours share. */
  public Welch withOverlap(int value) {
    return new Welch(segment, value, periodogram, median);
  }

  /** Chooses the median over the segments. */
  public Welch withMedian(boolean value) {
    return new Welch(segment, overlap, periodogram, value);
  }

  /**
   * Estimates the spectrum.
   *
   * @throws InsufficientDataException if the series is shorter than a segment
   */
  public PowerSpectrum estimate(double[] x) {
    Series.requireFinite("Welch spectrum with segments of " + segment, x, segment);
    int count = segments(x.length);
    TaperedTransform transform =
        new TaperedTransform(periodogram.window().weights(segment), periodogram.scaling());
    double[][] each = new double[count][transform.bins()];
    for (int s = 0; s < count; s++) {
      transform.addPower(stretch(x, s), each[s], 1);
    }
    double[] power = new double[transform.bins()];
    double[] column = new double[count];
    for (int k = 0; k < power.length; k++) {
      for (int s = 0; s < count; s++) {
        column[s] = each[s][k];
      }
      power[k] = median ? unbiasedMedian(column) : mean(column);
    }
    return new PowerSpectrum(Periodogram.frequencies(segment), power, 2 * independent(x.length));
  }

  int segments(int length) {
    return (length - overlap) / (segment - overlap);
  }

  double[] stretch(double[] x, int s) {
    int from = s * (segment - overlap);
    return periodogram.detrend().apply(Arrays.copyOfRange(x, from, from + segment));
  }

  /** Equivalent number of independent segments: overlapping ones are correlated (Welch, eq. 7). */
  double independent(int length) {
    double[] w = periodogram.window().weights(segment);
    double squares = Columns.dot(w, w);
    int count = segments(length);
    int step = segment - overlap;
    double inflation = 1;
    for (int j = 1; j < count && j * step < segment; j++) {
      double product = 0;
      for (int t = 0; t + j * step < segment; t++) {
        product += w[t] * w[t + j * step];
      }
      double correlation = product / squares;
      inflation += 2 * (1 - (double) j / count) * correlation * correlation;
    }
    return count / inflation;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double unbiasedMedian(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
    double bias = 1;
    for (int k = 1; k <= (n - 1) / 2; k++) {
      bias += 1.0 / (2 * k + 1) - 1.0 / (2 * k);
    }
    return median / bias;
  }
}
