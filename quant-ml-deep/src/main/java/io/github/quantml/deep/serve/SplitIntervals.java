// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.deep.data.Windows;
import java.util.Arrays;

/**
 * Split-conformal intervals: each forecast value reaches as far as the ⌈(n + 1)(1 − α)⌉-th smallest
 * score of n calibration windows.
 *
 * <p>They hold 1 − α of exchangeable outcomes. Outcomes of a market are not: where its spread
 * grows, these hold fewer, and {@link AdaptiveIntervals} follow. Immutable.
 *
 * <p>Source: Lei, G'Sell, Rinaldo, Tibshirani, Wasserman (2018), Distribution-free predictive
 * inference for regression, algorithm 2; {@link Output} says which scores are used.
 */
public final class SplitIntervals {
  private final Output output;
  private final double alpha;
  private final double[][] scores;
  private final double[] reach;

  private SplitIntervals(Output output, double alpha, double[][] scores) {
    this.output = output;
    this.alpha = alpha;
    this.scores = scores;
    this.reach = new double[scores.length];
    for (int v = 0; v < reach.length; v++) {
      double[] sorted = scores[v].clone();
      Arrays.sort(sorted);
      reach[v] = atLevel(sorted, alpha);
    }
  }

  /** The ⌈(n + 1)(1 − α)⌉-th smallest, the largest if there are not so many. */
  static double atLevel(double[] sorted, double alpha) {
    int rank = (int) Math.ceil((sorted.length + 1) * (1 - alpha));
    return sorted[Math.max(1, Math.min(sorted.length, rank)) - 1];
  }

  /**
   * Calibrates on windows that the training has not seen.
   *
   * @param alpha share of outcomes that may lie outside, in (0, 1)
   * @throws InsufficientDataException with fewer than 1/α − 1 windows
   */
  public static SplitIntervals calibrate(OnnxForecaster forecaster, Windows windows, double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha: must lie in (0, 1), got " + alpha);
    }
    long needed = (long) Math.ceil(1 / alpha - 1 - 1e-9);
    if (windows.size() < needed) {
      throw new InsufficientDataException(
          "windows to calibrate intervals of " + (1 - alpha), needed, windows.size());
    }
    Output output = forecaster.spec().output();
    Nonconformity measure = new Nonconformity(output);
    int values = forecaster.spec().outputSize() / output.width();
    double[][] scores = new double[values][windows.size()];
    float[] said = new float[forecaster.spec().outputSize()];
    for (int w = 0; w < windows.size(); w++) {
      forecaster.predictInto(windows.window(w), 1, said);
      double[] came = windows.label(w);
      for (int v = 0; v < values; v++) {
        scores[v][w] = measure.score(said, v, came[v]);
      }
    }
    return new SplitIntervals(output, alpha, scores);
  }

  /** Intervals around one forecast. */
  public Bounds around(float[] said) {
    Nonconformity measure = new Nonconformity(output);
    double[] lower = new double[reach.length];
    double[] upper = new double[reach.length];
    for (int v = 0; v < reach.length; v++) {
      measure.bounds(said, v, reach[v], lower, upper);
    }
    return new Bounds(lower, upper);
  }

  /**
   * Intervals that start from these scores and follow what comes.
   *
   * @param rate by how much one outcome moves the level, in (0, 1); 0.02 and 0.005 are usual
   * @param remembered latest scores that count, at least 10
   */
  public AdaptiveIntervals adapting(double rate, int remembered) {
    return new AdaptiveIntervals(output, alpha, scores, rate, remembered);
  }
}
