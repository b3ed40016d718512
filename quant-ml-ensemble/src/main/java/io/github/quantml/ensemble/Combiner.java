// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Interval;
import io.github.quantml.api.Probabilities;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.math.distribution.MixtureReturns;
import org.jspecify.annotations.Nullable;

/**
 * What an ensemble has learned about combining its members; the same code serves the out-of-sample
 * chain and the live prediction.
 *
 * @param weights one per member, summing to 1
 * @param halfWidth of the interval in standard deviations
 * @param temperature of the class probabilities
 * @param flatBand half-width of the flat band as a simple return
 * @param level nominal coverage of the interval
 */
record Combiner(
    double[] weights, double halfWidth, double temperature, double flatBand, double level) {
  /** Classes of an outcome, in the order of {@link #rawProbabilities}. */
  static final int UP = 0;

  static final int DOWN = 1;
  static final int FLAT = 2;

  /** No class gets less probability than this: a log score stays finite. */
  private static final double LEAST_PROBABILITY = 1e-6;

  /**
   * The linear opinion pool of the awake members (Stone 1961).
   *
   * @param views one per member, null where it has none
   * @return null when nobody has a view
   */
  @Nullable Combined combine(@Nullable ReturnDistribution[] views) {
    boolean[] awake = new boolean[views.length];
    int count = 0;
    for (int m = 0; m < views.length; m++) {
      awake[m] = views[m] != null;
      count += awake[m] ? 1 : 0;
    }
    if (count == 0) {
      return null;
    }
    double[] shares = ExponentialWeights.among(awake, weights);
    double[] partWeights = new double[count];
    ReturnDistribution[] parts = new ReturnDistribution[count];
    int k = 0;
    for (int m = 0; m < views.length; m++) {
      ReturnDistribution view = views[m];
      if (view != null) {
        partWeights[k] = shares[m];
        parts[k++] = view;
      }
    }
    MixtureReturns pool = MixtureReturns.of(partWeights, parts);
    double[] raw = rawProbabilities(pool);
    double[] scaled = raw.clone();
    Temperature.apply(scaled, temperature);
    double reach = halfWidth * pool.stdDev();
    return new Combined(
        pool,
        shares,
        raw,
        new Probabilities(scaled[UP], scaled[DOWN], scaled[FLAT], flatBand),
        new Interval(level, Math.max(-1, pool.mean() - reach), pool.mean() + reach));
  }

  private double[] rawProbabilities(ReturnDistribution pool) {
    double below = pool.cdf(-flatBand);
    double upTo = pool.cdf(flatBand);
    double[] p = {1 - upTo, below, upTo - below};
    double total = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.max(LEAST_PROBABILITY, p[i]);
      total += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= total;
    }
    return p;
  }

  /** The class of an outcome. */
  static int outcome(double r, double flatBand) {
    return r > flatBand ? UP : r < -flatBand ? DOWN : FLAT;
  }

  /**
   * A combined view.
   *
   * @param pool the weighted mixture
   * @param shares weight of each member in it, 0 for those without a view
   * @param rawProbabilities of up, down and flat before calibration
   * @param probabilities after calibration
   * @param interval conformal
   */
  record Combined(
      ReturnDistribution pool,
      double[] shares,
      double[] rawProbabilities,
      Probabilities probabilities,
      Interval interval) {}
}
