// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.calibration;

import io.github.quantml.math.Quantiles;
import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.stats.StationaryBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often things happened that were said to happen with a certain probability: the data of a
 * reliability diagram and its summary errors.
 *
 * @param bins non-empty bins of equal width, lowest first
 * @param expectedError ECE: Σ share·|mean probability − frequency|
 * @param largestError MCE: the largest such gap of any bin
 * @param lowerBound lower 95 % bound of the ECE
 * @param upperBound upper 95 % bound of the ECE
 */
public record Reliability(
    List<Bin> bins,
    double expectedError,
    double largestError,
    double lowerBound,
    double upperBound) {
  private static final int RESAMPLES = 500;
  private static final double LEVEL = 0.95;

  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * One bin.
   *
   * @param from lower edge
   * @param to upper edge
   * @param count forecasts in it, at least 1
   * @param meanProbability mean of what was said
   * @param frequency share that happened
   * @param lower lower 95 % bound of the frequency (Wilson 1927)
   * @param upper upper 95 % bound
   */
  public record Bin(
      double from,
      double to,
      int count,
      double meanProbability,
      double frequency,
      double lower,
      double upper) {}

  /**
   * The diagram of yes/no forecasts, oldest first.
   *
   * <p>The bounds of the ECE are the basic bootstrap's, from {@value #RESAMPLES} resamples in
   * blocks of the automatic length of Politis and White, because outcomes of neighbouring forecasts
   * overlap. An ECE is never below 0 and so is biased upwards: with few forecasts even perfect ones
   * show some, about √(bins/(2πn)).
   *
   * <p>Source: Guo et al. (2017), On calibration of modern neural networks, eqs. 3 and 5.
   *
   * @param probabilities what was said, each in [0, 1]
   * @param happened whether it came true
   * @param count of bins of equal width, at least 1
   */
  public static Reliability of(double[] probabilities, boolean[] happened, int count) {
    if (probabilities.length == 0 || probabilities.length != happened.length) {
      throw new IllegalArgumentException(
          "probabilities: must be as many as outcomes and at least 1, got "
              + probabilities.length
              + " and "
              + happened.length);
    }
    if (count < 1) {
      throw new IllegalArgumentException("count: must be at least 1, got " + count);
    }
    for (double p : probabilities) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("probabilities: must lie in [0, 1], got " + p);
      }
    }
    int[] all = new int[probabilities.length];
    Arrays.setAll(all, i -> i);
    Sums sums = new Sums(probabilities, happened, count, all);
    double error = sums.error();
    double[] resampled = resampledErrors(probabilities, happened, count);
    double tail = (1 - LEVEL) / 2;
    return new Reliability(
        sums.bins(),
        error,
        sums.largest(),
        Math.max(0, Math.min(error, 2 * error - Quantiles.quantile(resampled, 1 - tail))),
        Math.min(1, Math.max(error, 2 * error - Quantiles.quantile(resampled, tail))));
  }

  private static double[] resampledErrors(double[] p, boolean[] happened, int count) {
    int n = p.length;
    double[] hits = new double[n];
    for (int i = 0; i < n; i++) {
      hits[i] = (happened[i] ? 1 : 0) - p[i];
    }
    boolean measurable = n >= 20 && Arrays.stream(hits).anyMatch(h -> h != hits[0]);
    StationaryBootstrap bootstrap =
        measurable ? StationaryBootstrap.automatic(hits) : StationaryBootstrap.of(1);
    CounterRandom random = CounterRandom.of(n);
    double[] errors = new double[RESAMPLES];
    for (int b = 0; b < RESAMPLES; b++) {
      errors[b] = new Sums(p, happened, count, bootstrap.indices(n, random)).error();
    }
    return errors;
  }

  /** Per-bin sums of some of the forecasts. */
  private static final class Sums {
    private final int[] counts;
    private final double[] said;
    private final double[] came;
    private final int total;

    Sums(double[] p, boolean[] happened, int bins, int[] rows) {
      counts = new int[bins];
      said = new double[bins];
      came = new double[bins];
      total = rows.length;
      for (int row : rows) {
        int bin = Math.min(bins - 1, (int) (p[row] * bins));
        counts[bin]++;
        said[bin] += p[row];
        came[bin] += happened[row] ? 1 : 0;
      }
    }

    double error() {
      double error = 0;
      for (int b = 0; b < counts.length; b++) {
        error += Math.abs(said[b] - came[b]);
      }
      return error / total;
    }

    double largest() {
      double largest = 0;
      for (int b = 0; b < counts.length; b++) {
        largest =
            counts[b] == 0 ? largest : Math.max(largest, Math.abs(said[b] - came[b]) / counts[b]);
      }
      return largest;
    }

    List<Bin> bins() {
      double z = StandardNormal.quantile(0.5 + LEVEL / 2);
      List<Bin> bins = new ArrayList<>();
      for (int b = 0; b < counts.length; b++) {
        int n = counts[b];
        if (n > 0) {
          double f = came[b] / n;
          double centre = (f + z * z / (2 * n)) / (1 + z * z / n);
          double reach = z / (1 + z * z / n) * Math.sqrt(f * (1 - f) / n + z * z / (4.0 * n * n));
          bins.add(
              new Bin(
                  (double) b / counts.length,
                  (b + 1.0) / counts.length,
                  n,
                  said[b] / n,
                  f,
                  Math.max(0, centre - reach),
                  Math.min(1, centre + reach)));
        }
      }
      return bins;
    }
  }
}
