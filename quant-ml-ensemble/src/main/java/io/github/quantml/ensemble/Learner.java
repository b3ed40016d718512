// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.TrainingData;
import io.github.quantml.math.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns weights, temperature and interval width along a walk, forecasting each bar before its
 * outcome is known and learning from an outcome only at the bar that made it known.
 */
final class Learner {
  private static final int MOST_OUTCOMES = 2_000;
  private static final double WORST_LOG_SCORE = -1e3;

  private final TrainingData data;
  private final EnsembleConfig config;
  private final ForwardChain.Walk walk;
  private final int members;
  private final int reference;
  private final int horizon;
  private final ExponentialWeights weights;
  private final AdaptiveConformal conformal;
  private final List<Pending> pending = new ArrayList<>();
  private final List<OutOfSampleForecast> scored = new ArrayList<>();
  private final List<double[]> shares = new ArrayList<>();
  private int learned;
  private double temperature = 1;

  /** A forecast that waits for its outcome. */
  private record Pending(
      int bar, @Nullable ReturnDistribution[] views, Combiner.Combined combined) {}

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
    this.weights = new ExponentialWeights(members, config.learningRate() / horizon, config.share());
    this.conformal =
        new AdaptiveConformal(
            config.level(), config.conformalStep() / horizon, config.conformalWindow());
  }

  /** What is known about combining after the last bar. */
  record Learned(Combiner combiner, List<OutOfSampleForecast> forecasts, double[][] shares) {}

  Learned learn() {
    for (Schedule.Segment segment : walk.segments()) {
      double band = flatBand(segment.trainingEnd());
      learnUntil(segment.from());
      refitTemperature();
      for (int bar = segment.from(); bar < segment.to(); bar++) {
        learnUntil(bar);
        forecast(segment, bar, band);
      }
    }
    int end = data.bars().size();
    learnUntil(end - 1);
    refitTemperature();
    return new Learned(
        combiner(flatBand(end)), List.copyOf(scored), shares.toArray(double[][]::new));
  }

  private void forecast(Schedule.Segment segment, int bar, double band) {
    @Nullable ReturnDistribution[] all = walk.at(segment, bar);
    @Nullable ReturnDistribution[] own = Arrays.copyOf(all, members);
    Combiner.Combined combined = combiner(band).combine(own);
    if (combined != null) {
      pending.add(new Pending(bar, all, combined));
    }
  }

  private Combiner combiner(double band) {
    return new Combiner(
        weights.current(), conformal.halfWidth(), temperature, band, config.level());
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
    for (int m = 0; m < members; m++) {
      scores[m] = logScore(p.views()[m], r);
    }
    weights.learn(scores);
    Combiner.Combined c = p.combined();
    double score = Math.abs(r - c.pool().mean()) / c.pool().stdDev();
    conformal.learn(score, c.interval().contains(r));
    scored.add(
        new OutOfSampleForecast(
            data.bars().time(p.bar()),
            c.pool().mean(),
            c.pool().stdDev(),
            c.probabilities(),
            c.interval(),
            r,
            logScore(c.pool(), r),
            logScore(p.views()[reference], r)));
    shares.add(c.shares());
  }

  /** NaN for a member without a view. */
  private static double logScore(@Nullable ReturnDistribution view, double r) {
    return view == null ? Double.NaN : Math.max(WORST_LOG_SCORE, view.logDensity(r));
  }

  private void refitTemperature() {
    int from = Math.max(0, learned - MOST_OUTCOMES);
    double[][] probabilities = new double[learned - from][];
    int[] outcomes = new int[learned - from];
    for (int i = from; i < learned; i++) {
      Combiner.Combined c = pending.get(i).combined();
      probabilities[i - from] = c.rawProbabilities();
      outcomes[i - from] =
          Combiner.outcome(scored.get(i).realisedReturn(), c.probabilities().flatBand());
    }
    temperature = Temperature.fit(probabilities, outcomes, outcomes.length);
  }

  /** The flat band in the unit of returns, from the outcomes known at the close of the bar. */
  private double flatBand(int end) {
    TrainingData known = data.first(end);
    int count = known.labelCount();
    int from = Math.max(0, count - config.maxTrainingBars());
    double[] labels = new double[count - from];
    for (int i = from; i < count; i++) {
      labels[i - from] = known.label(i);
    }
    return config.flatBand() * Math.sqrt(Sums.variance(labels, 1));
  }
}
