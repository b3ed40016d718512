// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.math.Sums;
import io.github.quantml.math.stats.DieboldMariano;
import java.util.List;

/**
 * How an ensemble did on bars it had not seen while it learned.
 *
 * <p>Each forecast used members trained on earlier bars, and weights, calibration and interval
 * width learned from outcomes that were known when it was made. Immutable.
 */
public final class Evaluation {
  private static final int CALIBRATION_BINS = 10;

  private final int horizon;
  private final List<String> members;
  private final List<OutOfSampleForecast> forecasts;
  private final double[][] weights;

  Evaluation(
      int horizon, List<String> members, List<OutOfSampleForecast> forecasts, double[][] weights) {
    this.horizon = horizon;
    this.members = List.copyOf(members);
    this.forecasts = List.copyOf(forecasts);
    this.weights = weights;
  }

  /** Names of the members, in the order of {@link #weights}. */
  public List<String> members() {
    return members;
  }

  /** The forecasts, oldest first; every one has its outcome. */
  public List<OutOfSampleForecast> forecasts() {
    return forecasts;
  }

  /** A copy of the members' shares in forecast {@code i}; 0 for a member that had no view. */
  public double[] weights(int i) {
    return weights[i].clone();
  }

  /** Share of returns that fell into their interval. */
  public double coverage() {
    return mean(forecasts.stream().mapToDouble(f -> f.covered() ? 1 : 0).toArray());
  }

  /** Lowest share of covered returns in any {@code window} forecasts in a row. */
  public double worstCoverage(int window) {
    int n = forecasts.size();
    int length = Math.min(window, n);
    int covered = 0;
    double worst = 1;
    for (int i = 0; i < n; i++) {
      covered += forecasts.get(i).covered() ? 1 : 0;
      if (i >= length) {
        covered -= forecasts.get(i - length).covered() ? 1 : 0;
      }
      if (i >= length - 1) {
        worst = Math.min(worst, (double) covered / length);
      }
    }
    return worst;
  }

  /** Mean log score of the ensemble; higher is better. */
  public double logScore() {
    return mean(forecasts.stream().mapToDouble(OutOfSampleForecast::logScore).toArray());
  }

  /** Mean log score of the random walk with drift on the same bars. */
  public double randomWalkLogScore() {
    return mean(forecasts.stream().mapToDouble(OutOfSampleForecast::randomWalkLogScore).toArray());
  }

  /**
   * Diebold-Mariano test of the log scores, ensemble (A) against random walk (B), with the
   * Harvey-Leybourne-Newbold correction for the overlap of horizons.
   */
  public DieboldMariano againstRandomWalk() {
    return DieboldMariano.of(
        forecasts.stream().mapToDouble(f -> -f.logScore()).toArray(),
        forecasts.stream().mapToDouble(f -> -f.randomWalkLogScore()).toArray(),
        horizon);
  }

  /** Share of forecasts whose likeliest class came true. */
  public double hitRate() {
    return mean(forecasts.stream().mapToDouble(f -> f.hit() ? 1 : 0).toArray());
  }

  /** Mean confidence; close to {@link #hitRate} when confidence means what it says. */
  public double meanConfidence() {
    return mean(forecasts.stream().mapToDouble(f -> f.probabilities().highest()).toArray());
  }

  /**
   * Expected calibration error of the confidence: the mean gap between confidence and hit rate over
   * ten bins of equal width, weighted by their size (Guo et al. 2017, eq. 3).
   */
  public double calibrationError() {
    int[] count = new int[CALIBRATION_BINS];
    double[] confidence = new double[CALIBRATION_BINS];
    double[] hits = new double[CALIBRATION_BINS];
    for (OutOfSampleForecast f : forecasts) {
      double c = f.probabilities().highest();
      int bin = Math.min(CALIBRATION_BINS - 1, (int) (c * CALIBRATION_BINS));
      count[bin]++;
      confidence[bin] += c;
      hits[bin] += f.hit() ? 1 : 0;
    }
    double error = 0;
    for (int b = 0; b < CALIBRATION_BINS; b++) {
      error += count[b] == 0 ? 0 : Math.abs(confidence[b] - hits[b]);
    }
    return error / forecasts.size();
  }

  private static double mean(double[] x) {
    return Sums.mean(x);
  }
}
