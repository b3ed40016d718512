// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.ensemble.aggregation.AggregationMethod;
import io.github.quantml.ensemble.aggregation.BernsteinAggregation;
import io.github.quantml.ensemble.aggregation.ExpertAggregation;
import io.github.quantml.ensemble.aggregation.ExponentialWeights;
import io.github.quantml.ensemble.aggregation.PolynomialPotential;
import io.github.quantml.ensemble.aggregation.Stacking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The members' weights as outcomes come in: common ones, and per regime shrunk to the common. */
final class MemberWeights {
  /** A member's score counts as at most this much below the best: one bad day is not a verdict. */
  private static final double DEEPEST = 5;

  private static final int MOST_ROWS = 2_000;
  private static final double STACKING_PRIOR = 10;

  private final AggregationConfig config;
  private final int members;
  private final int horizon;
  private final Rule common;
  private final Map<Integer, Rule> own = new TreeMap<>();
  private final Map<Integer, Integer> counts = new TreeMap<>();

  MemberWeights(AggregationConfig config, int members, int horizon) {
    this.config = config;
    this.members = members;
    this.horizon = horizon;
    this.common = rule();
  }

  private interface Rule {
    double[] weights();

    void learn(double[] losses, double[] means, double outcome);

    void refit();
  }

  private Rule rule() {
    return switch (config.method()) {
      case EQUAL -> new Equal(members);
      case EXPONENTIAL ->
          new Online(
              ExponentialWeights.of(members, config.learningRate() / horizon, config.share()));
      case BERNSTEIN -> new Online(BernsteinAggregation.of(members));
      case POLYNOMIAL -> new Online(PolynomialPotential.of(members));
      case STACKING_CONVEX, STACKING_RIDGE -> new Stacked();
    };
  }

  private record Equal(int members) implements Rule {
    @Override
    public double[] weights() {
      double[] weights = new double[members];
      Arrays.fill(weights, 1.0 / members);
      return weights;
    }

    @Override
    public void learn(double[] losses, double[] means, double outcome) {}

    @Override
    public void refit() {}
  }

  private record Online(ExpertAggregation aggregation) implements Rule {
    @Override
    public double[] weights() {
      return aggregation.weights();
    }

    @Override
    public void learn(double[] losses, double[] means, double outcome) {
      aggregation.learn(losses);
    }

    @Override
    public void refit() {}
  }

  /** Collects rows, and fits when the schedule says so. */
  private final class Stacked implements Rule {
    private final List<double[]> rows = new ArrayList<>();
    private final List<Double> outcomes = new ArrayList<>();
    private double[] weights = new Equal(members).weights();

    @Override
    public double[] weights() {
      return weights.clone();
    }

    @Override
    public void learn(double[] losses, double[] means, double outcome) {
      double[] row = new double[members];
      for (int m = 0; m < members; m++) {
        row[m] = config.method() == AggregationMethod.STACKING_CONVEX ? -losses[m] : means[m];
      }
      rows.add(row);
      outcomes.add(outcome);
    }

    @Override
    public void refit() {
      int from = Math.max(0, rows.size() - MOST_ROWS);
      double[][] recent = rows.subList(from, rows.size()).toArray(double[][]::new);
      if (recent.length == 0) {
        return;
      }
      if (config.method() == AggregationMethod.STACKING_CONVEX) {
        weights = Stacking.convex(recent, STACKING_PRIOR * horizon);
      } else {
        double[] y = new double[recent.length];
        Arrays.setAll(y, t -> outcomes.get(from + t));
        weights = Stacking.ridge(recent, y);
      }
    }
  }

  /**
   * Learns from one outcome.
   *
   * @param regime the regime its forecast was made in
   * @param logScores of the members, NaN for those without a view
   * @param means expected returns of the members, NaN for those without a view
   * @param outcome the return that came
   */
  void learn(int regime, double[] logScores, double[] means, double outcome) {
    double best = Double.NEGATIVE_INFINITY;
    for (double score : logScores) {
      best = Double.isNaN(score) ? best : Math.max(best, score);
    }
    double[] losses = new double[members];
    for (int m = 0; m < members; m++) {
      losses[m] = Double.isNaN(logScores[m]) ? Double.NaN : -Math.max(best - DEEPEST, logScores[m]);
    }
    common.learn(losses, means, outcome);
    if (!Double.isInfinite(config.regimeShrinkage())) {
      own.computeIfAbsent(regime, r -> rule()).learn(losses, means, outcome);
      counts.merge(regime, 1, Integer::sum);
    }
  }

  /** Fits what is not learned outcome by outcome. */
  void refit() {
    common.refit();
    own.values().forEach(Rule::refit);
  }

  /** The weights without regard to regimes. */
  double[] common() {
    return common.weights();
  }

  /** The weights of each regime seen. */
  Map<Integer, double[]> byRegime() {
    double[] all = common.weights();
    Map<Integer, double[]> shrunk = new TreeMap<>();
    own.forEach(
        (regime, rule) -> {
          int n = counts.getOrDefault(regime, 0);
          double trust = n / (n + config.regimeShrinkage());
          double[] w = rule.weights();
          for (int m = 0; m < members; m++) {
            w[m] = trust * w[m] + (1 - trust) * all[m];
          }
          shrunk.put(regime, w);
        });
    return shrunk;
  }
}
