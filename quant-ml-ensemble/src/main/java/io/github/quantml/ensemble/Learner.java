// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Probabilities;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.conformal.AdaptiveConformal;
import io.github.quantml.ensemble.conformal.AggregatedConformal;
import io.github.quantml.ensemble.conformal.MondrianConformal;
import io.github.quantml.ensemble.conformal.OnlineConformal;
import io.github.quantml.math.Sums;
import io.github.quantml.math.calibration.CalibrationMethod;
import io.github.quantml.math.calibration.ProbabilityCalibration;
import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.stats.ProperScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Learns weights, calibration and interval width along a walk, forecasting each bar before its
 * outcome is known and learning from an outcome only at the bar that made it known.
 */
final class Learner {
  private static final int MOST_OUTCOMES = 2_000;
  private static final double WORST_LOG_SCORE = -1e3;
  private static final int PRIOR_SCORES = 20;

  /** Steps of the aggregated adaptation, from none to nervous. */
  private static final double[] STEPS = {0, 0.005, 0.01, 0.02, 0.05, 0.1};

  private final TrainingData data;
  private final EnsembleConfig config;
  private final ForwardChain.Walk walk;
  private final int members;
  private final int reference;
  private final int horizon;
  private final MemberWeights weights;
  private final MondrianConformal conformal;
  private final List<Pending> pending = new ArrayList<>();
  private final List<OutOfSampleForecast> scored = new ArrayList<>();
  private final List<double[]> shares = new ArrayList<>();
  private final List<double[]> memberScores = new ArrayList<>();
  private int learned;
  private ProbabilityCalibration calibration;

  /** A forecast that waits for its outcome. */
  private record Pending(
      int bar,
      int regime,
      @Nullable ReturnDistribution[] views,
      Combiner.Combined combined,
      Combiner.Combined equal,
      Probabilities climatology) {}

  /**
   * Prepares a walk.
   *
   * @param members how many of the walk's trainers are members; those after are only watched
   * @param reference which trainer is the random walk
   */
  Learner(
      TrainingData data,
      EnsembleConfig config,
      ForwardChain.Walk walk,
      int members,
      int reference) {
    this.data = data;
    this.config = config;
    this.walk = walk;
    this.members = members;
    this.reference = reference;
    this.horizon = data.horizon().bars();
    this.weights = new MemberWeights(config.aggregation(), members, horizon);
    double[] prior = priorScores(walk.segments().get(0).trainingEnd());
    this.conformal =
        MondrianConformal.of(() -> threshold(prior), config.interval().regimeShrinkage());
    this.calibration = CalibrationMethod.NONE.restore(new double[0]);
  }

  /** The scores that normal outcomes would have, until there are real ones. */
  private double[] priorScores(int end) {
    IntervalConfig interval = config.interval();
    double deviation = Math.sqrt(Sums.variance(labels(end), 1));
    double edge = StandardNormal.quantile((1 + interval.level()) / 2);
    double[] prior = new double[PRIOR_SCORES];
    for (int i = 0; i < PRIOR_SCORES; i++) {
      double z = StandardNormal.quantile(0.5 + (i + 0.5) / (2.0 * PRIOR_SCORES));
      prior[i] =
          switch (interval.score()) {
            case ABSOLUTE -> z * deviation;
            case SCALED -> z;
            case QUANTILE -> z - edge;
          };
    }
    return prior;
  }

  private OnlineConformal threshold(double[] prior) {
    IntervalConfig c = config.interval();
    return switch (c.adaptation()) {
      case SPLIT -> AdaptiveConformal.of(c.level(), 0, c.window(), prior);
      case ADAPTIVE -> AdaptiveConformal.of(c.level(), c.step() / horizon, c.window(), prior);
      case AGGREGATED ->
          AggregatedConformal.of(
              c.level(), Arrays.stream(STEPS).map(s -> s / horizon).toArray(), c.window(), prior);
    };
  }

  /**
   * What is known after the last bar.
   *
   * @param memberScores log score of each member per forecast, NaN where it had no view
   */
  record Learned(
      Combiner combiner,
      List<OutOfSampleForecast> forecasts,
      double[][] shares,
      double[][] memberScores) {}

  Learned learn() {
    for (Schedule.Segment segment : walk.segments()) {
      double[] known = labels(segment.trainingEnd());
      double band = config.flatBand() * Math.sqrt(Sums.variance(known, 1));
      Probabilities climatology = climatology(known, band);
      learnUntil(segment.from());
      refit();
      for (int bar = segment.from(); bar < segment.to(); bar++) {
        learnUntil(bar);
        forecast(segment, bar, band, climatology);
      }
    }
    int end = data.bars().size();
    learnUntil(end - 1);
    refit();
    double band = config.flatBand() * Math.sqrt(Sums.variance(labels(end), 1));
    return new Learned(
        combiner(band),
        List.copyOf(scored),
        shares.toArray(double[][]::new),
        memberScores.toArray(double[][]::new));
  }

  private void forecast(Schedule.Segment segment, int bar, double band, Probabilities climatology) {
    @Nullable ReturnDistribution[] all = walk.at(segment, bar);
    @Nullable ReturnDistribution[] own = Arrays.copyOf(all, members);
    int regime = walk.regime(segment, bar, members);
    Combiner combiner = combiner(band);
    Combiner.Combined combined = combiner.combine(own, regime);
    Combiner.Combined equal = combiner.combineEqually(own, regime);
    // Without the random walk there is nothing to be measured against.
    if (combined != null && equal != null && all[reference] != null) {
      pending.add(new Pending(bar, regime, all, combined, equal, climatology));
    }
  }

  private Combiner combiner(double band) {
    return new Combiner(
        config.aggregation().pool(),
        weights.common(),
        weights.byRegime(),
        calibration,
        config.interval().score(),
        conformal.commonThreshold(),
        conformal.thresholds(),
        band,
        config.interval().level());
  }

  /** Learns from every forecast whose outcome the close of {@code bar} made known. */
  private void learnUntil(int bar) {
    while (learned < pending.size() && pending.get(learned).bar() + horizon <= bar) {
      absorb(pending.get(learned));
      learned++;
    }
  }

  private void absorb(Pending p) {
    double r = data.label(p.bar());
    double[] scores = new double[members];
    double[] means = new double[members];
    for (int m = 0; m < members; m++) {
      ReturnDistribution view = p.views()[m];
      scores[m] = view == null ? Double.NaN : logScore(view, r);
      means[m] = view == null ? Double.NaN : view.mean();
    }
    weights.learn(p.regime(), scores, means, r);
    Combiner.Combined c = p.combined();
    IntervalConfig interval = config.interval();
    conformal.learn(p.regime(), Combiner.score(interval.score(), interval.level(), c.pool(), r));
    double band = c.probabilities().flatBand();
    ReturnDistribution walker = Objects.requireNonNull(p.views()[reference]);
    scored.add(
        new OutOfSampleForecast(
            data.bars().time(p.bar()),
            p.regime(),
            said(c.pool(), c.probabilities(), r),
            c.interval(),
            r,
            said(walker, probabilities(Combiner.rawProbabilities(walker, band), band), r),
            said(p.equal().pool(), probabilities(p.equal().rawProbabilities(), band), r),
            p.climatology()));
    shares.add(c.shares());
    memberScores.add(scores);
  }

  private static OutOfSampleForecast.Said said(
      ReturnDistribution view, Probabilities probabilities, double r) {
    return new OutOfSampleForecast.Said(
        view.mean(), view.stdDev(), probabilities, logScore(view, r), ProperScores.crps(view, r));
  }

  private static Probabilities probabilities(double[] p, double band) {
    return new Probabilities(p[Combiner.UP], p[Combiner.DOWN], p[Combiner.FLAT], band);
  }

  private static double logScore(ReturnDistribution view, double r) {
    return Math.max(WORST_LOG_SCORE, view.logDensity(r));
  }

  private void refit() {
    weights.refit();
    int from = Math.max(0, learned - MOST_OUTCOMES);
    double[][] probabilities = new double[learned - from][];
    int[] outcomes = new int[learned - from];
    for (int i = from; i < learned; i++) {
      probabilities[i - from] = pending.get(i).combined().rawProbabilities();
      outcomes[i - from] = scored.get(i).outcome();
    }
    calibration = config.calibration().fit(probabilities, outcomes, 1.0 / horizon);
  }

  /** The labels known at the close of the bar before {@code end}. */
  private double[] labels(int end) {
    TrainingData known = data.first(end);
    int count = known.labelCount();
    int from = Math.max(0, count - config.schedule().maxTrainingBars());
    double[] labels = new double[count - from];
    for (int i = from; i < count; i++) {
      labels[i - from] = known.label(i);
    }
    return labels;
  }

  /** Class frequencies, each class with one outcome to begin with. */
  private static Probabilities climatology(double[] labels, double band) {
    double[] counts = {1, 1, 1};
    for (double r : labels) {
      counts[Combiner.outcome(r, band)]++;
    }
    double total = labels.length + counts.length;
    return new Probabilities(
        counts[Combiner.UP] / total,
        counts[Combiner.DOWN] / total,
        counts[Combiner.FLAT] / total,
        band);
  }
}
