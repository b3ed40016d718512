// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Interval;
import io.github.quantml.api.Probabilities;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.ensemble.aggregation.ExpertAggregation;
import io.github.quantml.ensemble.aggregation.Pool;
import io.github.quantml.ensemble.conformal.SplitConformal;
import io.github.quantml.math.calibration.ProbabilityCalibration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an ensemble has learned about combining its members; the same code serves the out-of-sample
 * chain and the live prediction.
 *
 * @param pool how weighted distributions become one
 * @param weights one per member, summing to 1
 * @param regimeWeights the same per regime that has weights of its own
 * @param calibration of the class probabilities
 * @param score the shape of the interval
 * @param threshold of the interval's score
 * @param regimeThresholds the same per regime that has a threshold of its own
 * @param flatBand half-width of the flat band as a simple return
 * @param level nominal coverage of the interval
 */
record Combiner(
    Pool pool,
    double[] weights,
    Map<Integer, double[]> regimeWeights,
    ProbabilityCalibration calibration,
    IntervalConfig.Score score,
    double threshold,
    Map<Integer, Double> regimeThresholds,
    double flatBand,
    double level) {
  /** Classes of an outcome, in the order of {@link #rawProbabilities}. */
  static final int UP = 0;

  static final int DOWN = 1;
  static final int FLAT = 2;

  /**
   * The pool of the awake members.
   *
   * @param views one per member, null where it has none
   * @param regime the current one, or {@link Regimes#NONE}
   * @return null when nobody has a view
   */
  @Nullable Combined combine(@Nullable ReturnDistribution[] views, int regime) {
    double[] learned = regimeWeights.getOrDefault(regime, weights);
    return combine(views, regime, learned);
  }

  /** The pool with equal weights of all awake members. */
  @Nullable Combined combineEqually(@Nullable ReturnDistribution[] views, int regime) {
    return combine(views, regime, new double[views.length]);
  }

  private @Nullable Combined combine(
      @Nullable ReturnDistribution[] views, int regime, double[] learned) {
    boolean[] awake = new boolean[views.length];
    int count = 0;
    for (int m = 0; m < views.length; m++) {
      awake[m] = views[m] != null;
      count += awake[m] ? 1 : 0;
    }
    if (count == 0) {
      return null;
    }
    double[] shares = ExpertAggregation.among(awake, learned);
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
    ReturnDistribution pooled = pool.of(partWeights, parts);
    double[] raw = rawProbabilities(pooled, flatBand);
    double[] q = calibration.apply(raw);
    double reach = regimeThresholds.getOrDefault(regime, threshold);
    return new Combined(
        pooled,
        shares,
        raw,
        new Probabilities(q[UP], q[DOWN], q[FLAT], flatBand),
        interval(pooled, reach));
  }

  /** Every outcome whose score is at most {@code reach}; no lower than a loss of everything. */
  private Interval interval(ReturnDistribution pooled, double reach) {
    double lower;
    double upper;
    if (score == IntervalConfig.Score.QUANTILE) {
      double shift = reach * pooled.stdDev();
      lower = pooled.quantile((1 - level) / 2) - shift;
      upper = pooled.quantile((1 + level) / 2) + shift;
      if (upper < lower) { // scores far below zero would turn the interval inside out
        lower = (lower + upper) / 2;
        upper = lower;
      }
    } else {
      double width = score == IntervalConfig.Score.SCALED ? reach * pooled.stdDev() : reach;
      lower = pooled.mean() - width;
      upper = pooled.mean() + width;
    }
    return new Interval(level, Math.max(-1, lower), Math.max(-1, upper));
  }

  /** The same with each member's weights multiplied by its factor and made to sum to 1 again. */
  Combiner withTrust(double[] factors) {
    Map<Integer, double[]> byRegime = new TreeMap<>();
    regimeWeights.forEach((regime, w) -> byRegime.put(regime, scaled(w, factors)));
    return new Combiner(
        pool,
        scaled(weights, factors),
        byRegime,
        calibration,
        score,
        threshold,
        regimeThresholds,
        flatBand,
        level);
  }

  private static double[] scaled(double[] weights, double[] factors) {
    double[] scaled = new double[weights.length];
    double total = 0;
    for (int m = 0; m < scaled.length; m++) {
      scaled[m] = weights[m] * factors[m];
      total += scaled[m];
    }
    if (!(total > 0)) {
      throw new IllegalArgumentException("factors: leave no member any weight");
    }
    for (int m = 0; m < scaled.length; m++) {
      scaled[m] /= total;
    }
    return scaled;
  }

  /** The nonconformity score of an outcome of a pooled forecast. */
  static double score(
      IntervalConfig.Score kind, double level, ReturnDistribution pooled, double r) {
    return switch (kind) {
      case ABSOLUTE -> Math.abs(r - pooled.mean());
      case SCALED -> Math.abs(r - pooled.mean()) / pooled.stdDev();
      case QUANTILE ->
          SplitConformal.quantileScore(
                  pooled.quantile((1 - level) / 2), pooled.quantile((1 + level) / 2), r)
              / pooled.stdDev();
    };
  }

  /** Probabilities of up, down and flat as a distribution has them. */
  static double[] rawProbabilities(ReturnDistribution pooled, double flatBand) {
    double below = pooled.cdf(-flatBand);
    double upTo = pooled.cdf(flatBand);
    double[] p = {1 - upTo, below, upTo - below};
    double total = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.max(ProbabilityCalibration.LEAST, p[i]);
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
   * @param pool the combined distribution
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
