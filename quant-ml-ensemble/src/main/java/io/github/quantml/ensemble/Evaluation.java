// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Probabilities;
import io.github.quantml.ensemble.aggregation.ExpertAggregation;
import io.github.quantml.math.Sums;
import io.github.quantml.math.calibration.Reliability;
import io.github.quantml.math.stats.DieboldMariano;
import io.github.quantml.math.stats.ProperScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.util.FastMath;

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
  private final double[][] memberScores;

  Evaluation(
      int horizon,
      List<String> members,
      List<OutOfSampleForecast> forecasts,
      double[][] weights,
      double[][] memberScores) {
    this.horizon = horizon;
    this.members = List.copyOf(members);
    this.forecasts = List.copyOf(forecasts);
    this.weights = weights;
    this.memberScores = memberScores;
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

  /** A copy of the members' log scores in forecast {@code i}; NaN for a member without a view. */
  public double[] memberLogScores(int i) {
    return memberScores[i].clone();
  }

  /** Effective number of members 1/Σw² in each forecast. */
  public double[] effectiveMembers() {
    double[] effective = new double[weights.length];
    Arrays.setAll(effective, i -> ExpertAggregation.effectiveNumber(weights[i]));
    return effective;
  }

  /** Share of returns that fell into their interval. */
  public double coverage() {
    return mean(f -> f.covered() ? 1 : 0);
  }

  /** Share of returns that fell into their interval, per regime with at least 20 forecasts. */
  public Map<Integer, Double> coverageByRegime() {
    Map<Integer, int[]> counts = new TreeMap<>();
    for (OutOfSampleForecast f : forecasts) {
      int[] c = counts.computeIfAbsent(f.regime(), r -> new int[2]);
      c[0]++;
      c[1] += f.covered() ? 1 : 0;
    }
    Map<Integer, Double> coverage = new TreeMap<>();
    counts.forEach(
        (regime, c) -> {
          if (c[0] >= 20) {
            coverage.put(regime, (double) c[1] / c[0]);
          }
        });
    return coverage;
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

  /** Mean width of the interval, in units of return. */
  public double meanWidth() {
    return mean(f -> f.interval().upper() - f.interval().lower());
  }

  /** Mean log score of the ensemble; higher is better. */
  public double logScore() {
    return mean(OutOfSampleForecast::logScore);
  }

  /** Mean log score of the random walk with drift on the same bars. */
  public double randomWalkLogScore() {
    return mean(f -> f.randomWalk().logScore());
  }

  /** The log score against the random walk's, tested. */
  public DieboldMariano againstRandomWalk() {
    return skill(Skill.Score.LOG, Skill.Reference.RANDOM_WALK).test();
  }

  /** Every score against every reference that has it and ever differs in it. */
  public List<Skill> skills() {
    List<Skill> skills = new ArrayList<>();
    for (Skill.Score score : Skill.Score.values()) {
      for (Skill.Reference reference : Skill.Reference.values()) {
        if (comparable(score, reference)) {
          Losses losses = losses(score, reference);
          if (losses.differ()) {
            skills.add(losses.skill(score, reference, horizon));
          }
        }
      }
    }
    return skills;
  }

  /** Losses of the ensemble and of a reference on the same forecasts. */
  private record Losses(double[] own, double[] other) {
    boolean differ() {
      return !Arrays.equals(own, other);
    }

    Skill skill(Skill.Score score, Skill.Reference reference, int horizon) {
      return new Skill(
          score,
          reference,
          Sums.mean(own),
          Sums.mean(other),
          DieboldMariano.of(own, other, horizon));
    }
  }

  private static boolean comparable(Skill.Score score, Skill.Reference reference) {
    return switch (reference) {
      case RANDOM_WALK, EQUAL_WEIGHTS -> true;
      case CLIMATOLOGY ->
          score == Skill.Score.CLASS_LOG || score == Skill.Score.BRIER || score == Skill.Score.RPS;
      case BEST_MEMBER -> score == Skill.Score.LOG;
    };
  }

  /**
   * One score against one reference.
   *
   * @throws IllegalArgumentException when the reference has no such score: climatology knows
   *     classes only, and of single members only the log score is kept
   * @throws io.github.quantml.api.InvalidDataException when the two never differ
   */
  public Skill skill(Skill.Score score, Skill.Reference reference) {
    if (!comparable(score, reference)) {
      throw new IllegalArgumentException("reference: " + reference + " has no score " + score);
    }
    return losses(score, reference).skill(score, reference, horizon);
  }

  private Losses losses(Skill.Score score, Skill.Reference reference) {
    double[] own = losses(f -> loss(score, f, f.own()));
    return switch (reference) {
      case RANDOM_WALK -> new Losses(own, losses(f -> loss(score, f, f.randomWalk())));
      case EQUAL_WEIGHTS -> new Losses(own, losses(f -> loss(score, f, f.equalWeights())));
      case CLIMATOLOGY -> new Losses(own, losses(f -> classLoss(score, f, f.climatology())));
      case BEST_MEMBER -> againstBestMember();
    };
  }

  /** Position of the member with the best mean log score among those awake most of the time. */
  private int bestMember() {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int m = 0; m < members.size(); m++) {
      double sum = 0;
      int awake = 0;
      for (double[] row : memberScores) {
        if (!Double.isNaN(row[m])) {
          sum += row[m];
          awake++;
        }
      }
      if (2 * awake > memberScores.length && sum / awake > highest) {
        highest = sum / awake;
        best = m;
      }
    }
    return best;
  }

  private Losses againstBestMember() {
    int best = bestMember();
    double[] own = new double[forecasts.size()];
    double[] other = new double[forecasts.size()];
    int n = 0;
    for (int i = 0; i < own.length; i++) {
      if (!Double.isNaN(memberScores[i][best])) {
        own[n] = -forecasts.get(i).logScore();
        other[n++] = -memberScores[i][best];
      }
    }
    return new Losses(Arrays.copyOf(own, n), Arrays.copyOf(other, n));
  }

  private static double loss(
      Skill.Score score, OutOfSampleForecast f, OutOfSampleForecast.Said said) {
    return switch (score) {
      case LOG -> -said.logScore();
      case CRPS -> said.crps();
      case QLIKE -> {
        double second =
            said.volatility() * said.volatility() + said.expectedReturn() * said.expectedReturn();
        yield ProperScores.qlikeLogForm(second, f.realisedReturn() * f.realisedReturn());
      }
      case CLASS_LOG, BRIER, RPS -> classLoss(score, f, said.probabilities());
    };
  }

  private static double classLoss(Skill.Score score, OutOfSampleForecast f, Probabilities p) {
    double[] ordered = {p.down(), p.flat(), p.up()};
    int outcome =
        switch (f.outcome()) {
          case Combiner.UP -> 2;
          case Combiner.DOWN -> 0;
          default -> 1;
        };
    return switch (score) {
      case CLASS_LOG -> -FastMath.log(ordered[outcome]);
      case BRIER -> ProperScores.brier(ordered, outcome);
      default -> ProperScores.rankedProbability(ordered, outcome);
    };
  }

  /** The latest frequency of up among known outcomes; a third before there are forecasts. */
  double climatologyOfUp() {
    return forecasts.isEmpty() ? 1.0 / 3 : forecasts.get(forecasts.size() - 1).climatology().up();
  }

  /** Share of forecasts whose likeliest class came true. */
  public double hitRate() {
    return mean(f -> f.hit() ? 1 : 0);
  }

  /** Mean confidence; close to {@link #hitRate} when confidence means what it says. */
  public double meanConfidence() {
    return mean(f -> f.probabilities().highest());
  }

  /** Whether the confidence means what it says: the likeliest class, ten bins. */
  public Reliability reliability() {
    return reliability(f -> f.probabilities().highest(), OutOfSampleForecast::hit);
  }

  /** Whether the probability of up means what it says, ten bins. */
  public Reliability reliabilityOfUp() {
    return reliability(f -> f.probabilities().up(), f -> f.outcome() == Combiner.UP);
  }

  private Reliability reliability(
      ToDoubleFunction<OutOfSampleForecast> said, Predicate<OutOfSampleForecast> came) {
    boolean[] happened = new boolean[forecasts.size()];
    for (int i = 0; i < happened.length; i++) {
      happened[i] = came.test(forecasts.get(i));
    }
    return Reliability.of(losses(said), happened, CALIBRATION_BINS);
  }

  private double[] losses(ToDoubleFunction<OutOfSampleForecast> value) {
    return forecasts.stream().mapToDouble(value).toArray();
  }

  private double mean(ToDoubleFunction<OutOfSampleForecast> value) {
    return Sums.mean(losses(value));
  }
}
