// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Contribution;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Regime;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.Future;
import io.github.quantml.ensemble.aggregation.AggregationMethod;
import io.github.quantml.ensemble.aggregation.Pool;
import io.github.quantml.math.calibration.CalibrationMethod;
import io.github.quantml.math.distribution.NormalReturns;
import io.github.quantml.math.random.CounterRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way an ensemble can be configured obeys the same laws. */
class ChoicesTest {
  private static final BarSeries BARS = Markets.restless(400, 7);
  private static final double PER_REGIME = 50;

  static Stream<EnsembleConfig> configs() {
    EnsembleConfig base = EnsembleConfig.defaults();
    List<EnsembleConfig> all = new ArrayList<>();
    for (AggregationMethod method : AggregationMethod.values()) {
      all.add(base.withAggregation(base.aggregation().withMethod(method)));
      all.add(
          base.withAggregation(
              base.aggregation().withMethod(method).withRegimeShrinkage(PER_REGIME)));
    }
    all.add(base.withAggregation(base.aggregation().withPool(Pool.LOGARITHMIC)));
    for (CalibrationMethod method : CalibrationMethod.values()) {
      all.add(base.withCalibration(method));
    }
    for (IntervalConfig.Score score : IntervalConfig.Score.values()) {
      for (IntervalConfig.Adaptation adaptation : IntervalConfig.Adaptation.values()) {
        all.add(base.withInterval(base.interval().withScore(score).withAdaptation(adaptation)));
      }
    }
    all.add(base.withInterval(base.interval().withRegimeShrinkage(PER_REGIME)));
    return all.stream();
  }

  private static EnsembleTrainer baselines(EnsembleConfig config) {
    return MultiModelEnsemble.trainer()
        .threads(1)
        .horizon(Horizon.ofBars(2))
        .members("random_walk", "volatility")
        .config(config);
  }

  @ParameterizedTest
  @MethodSource("configs")
  void saving_and_loading_keeps_every_bit(EnsembleConfig config, @TempDir Path directory)
      throws IOException {
    MultiModelEnsemble ensemble = baselines(config).train(TrainingData.of(BARS));
    ensemble.save(directory);
    MultiModelEnsemble back = MultiModelEnsemble.load(directory);
    assertThat(back.predict(BARS, MarketContext.empty()))
        .isEqualTo(ensemble.predict(BARS, MarketContext.empty()));
    assertThat(back.toBundle().toBytes()).isEqualTo(ensemble.toBundle().toBytes());
    assertThat(back.evaluation().skills()).isEqualTo(ensemble.evaluation().skills());
  }

  @ParameterizedTest
  @MethodSource("configs")
  void no_forecast_changes_when_the_bars_after_it_do(EnsembleConfig config) {
    List<OutOfSampleForecast> before =
        baselines(config).train(TrainingData.of(BARS)).evaluation().forecasts();
    int known = 300;
    List<OutOfSampleForecast> after =
        baselines(config)
            .train(TrainingData.of(Future.NOISE.after(BARS, known, 4)))
            .evaluation()
            .forecasts();
    int comparable = 0;
    for (int i = 0; i < before.size() && i < after.size(); i++) {
      OutOfSampleForecast a = before.get(i);
      if (BARS.countUntil(a.time()) <= known) {
        assertThat(after.get(i).interval()).isEqualTo(a.interval());
        assertThat(after.get(i).probabilities()).isEqualTo(a.probabilities());
        assertThat(after.get(i).expectedReturn()).isEqualTo(a.expectedReturn());
        assertThat(after.get(i).climatology()).isEqualTo(a.climatology());
        comparable++;
      }
    }
    assertThat(comparable).isGreaterThan(190);
  }

  @Test
  void configurations_are_compared_on_the_same_forecasts() {
    List<EnsembleConfig> all = configs().toList();
    List<Evaluation> evaluations =
        baselines(EnsembleConfig.defaults()).compare(TrainingData.of(BARS), all);
    assertThat(evaluations).hasSameSizeAs(all);
    assertThat(evaluations).extracting(e -> e.forecasts().size()).containsOnly(299);
    // Equal weights do not differ from themselves, so three comparisons have nothing to test.
    assertThat(evaluations.get(0).skills()).hasSize(16 - 3);
    assertThat(evaluations.get(2).skills()).hasSize(16);
    EnsembleConfig other =
        EnsembleConfig.defaults().withSchedule(new ScheduleConfig(200, 1.1, 5_000, 500));
    assertThatThrownBy(
            () ->
                baselines(EnsembleConfig.defaults()).compare(TrainingData.of(BARS), List.of(other)))
        .hasMessageContaining("must share the schedule");
  }

  /** Market whose drift is decided by its regime, and members each right in one regime. */
  private static List<Evaluation> regimes(int n, EnsembleConfig... configs) {
    CounterRandom random = CounterRandom.of(17);
    double[] returns = new double[n];
    int[] regime = new int[n + 1];
    for (int i = 0; i <= n; i++) {
      boolean moves = i > 0 && random.nextInt(30) == 0;
      regime[i] = i == 0 ? 0 : moves ? 1 - regime[i - 1] : regime[i - 1];
      if (i < n) {
        returns[i] = (regime[i] == 0 ? 0.006 : -0.006) + 0.01 * random.nextGaussian();
      }
    }
    BarSeries bars = Markets.of("REGIMES", returns);
    EnsembleTrainer trainer = MultiModelEnsemble.trainer().threads(1);
    for (int right = 0; right < 2; right++) {
      double mean = right == 0 ? 0.006 : -0.006;
      trainer.member(
          new StubTrainer(
              "right_in_" + right,
              Set.of(),
              seen -> {
                int now = regime[bars.countUntil(seen.time(seen.size() - 1))];
                return new Forecast.Distribution(
                    NormalReturns.of(mean, 0.01), Map.of(), Insights.of(regime(now)));
              }));
    }
    return trainer.compare(TrainingData.of(bars), List.of(configs));
  }

  private static Regime regime(int now) {
    return new Regime(
        "state " + now,
        1,
        30,
        List.of(
            new Regime.State("state 0", now == 0 ? 1 : 0, 0.006, 0.01),
            new Regime.State("state 1", now == 1 ? 1 : 0, -0.006, 0.01)));
  }

  @Test
  void weights_per_regime_approach_the_oracle_that_common_weights_never_reach() {
    EnsembleConfig common = EnsembleConfig.defaults();
    EnsembleConfig perRegime =
        common.withAggregation(common.aggregation().withRegimeShrinkage(PER_REGIME));
    double[] regret = new double[3];
    int[] sizes = {300, 1_000, 3_000};
    for (int i = 0; i < sizes.length; i++) {
      List<Evaluation> both = regimes(sizes[i], common, perRegime);
      double oracle = 0;
      for (int t = 0; t < both.get(0).forecasts().size(); t++) {
        oracle +=
            both.get(0).memberLogScores(t)[both.get(0).forecasts().get(t).regime()]
                / both.get(0).forecasts().size();
      }
      regret[i] = oracle - both.get(1).logScore();
      assertThat(both.get(1).logScore()).isGreaterThan(both.get(0).logScore());
      if (i == 2) {
        assertThat(regret[i]).isLessThan(0.35 * (oracle - both.get(0).logScore()));
      }
    }
    assertThat(regret[1]).isLessThan(regret[0]);
    assertThat(regret[2]).isLessThan(regret[1]);
  }

  @Test
  void on_pure_noise_probabilities_are_climatology_and_nobody_wins() {
    BarSeries bars = Markets.noise(2_000, 5);
    EnsembleTrainer trainer = MultiModelEnsemble.trainer().threads(1);
    for (int m = 0; m < 4; m++) {
      CounterRandom random = CounterRandom.of(m);
      double[] views = new double[bars.size()];
      for (int i = 0; i < views.length; i++) {
        views[i] = 0.001 * random.nextGaussian();
      }
      trainer.member(
          new StubTrainer(
              "guess" + m,
              Set.of(),
              seen ->
                  Forecast.Distribution.of(
                      NormalReturns.of(
                          views[bars.countUntil(seen.time(seen.size() - 1)) - 1], 0.01))));
    }
    Evaluation e = trainer.train(TrainingData.of(bars)).evaluation();
    double up = 0;
    double climatology = 0;
    double[] weights = new double[4];
    int n = e.forecasts().size();
    for (int t = 0; t < n; t++) {
      up += e.forecasts().get(t).probabilities().up() / n;
      climatology += e.forecasts().get(t).climatology().up() / n;
      for (int m = 0; m < 4; m++) {
        weights[m] += e.weights(t)[m] / n;
      }
    }
    assertThat(up).isCloseTo(climatology, within(0.02));
    // Four alike: each has a quarter but for chance, and none more than half on average.
    for (double w : weights) {
      assertThat(w).isBetween(0.05, 0.5);
    }
    assertThat(e.skill(Skill.Score.CLASS_LOG, Skill.Reference.CLIMATOLOGY).test().pValueABetter())
        .isGreaterThan(0.01);
  }

  @Test
  void each_question_is_computed_once_however_many_ask() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch everybodyAsks = new CountDownLatch(8);
    boolean[] slow = {false};
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.trainer()
            .settings(QuantMlSettings.defaults())
            .member(
                new StubTrainer(
                    "counting",
                    Set.of(),
                    bars -> {
                      if (slow[0]) {
                        calls.incrementAndGet();
                      }
                      return Forecast.Distribution.of(NormalReturns.of(0, 0.01));
                    }))
            .train(TrainingData.of(BARS));
    slow[0] = true;
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<java.util.concurrent.Future<Prediction>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            threads.submit(
                () -> {
                  everybodyAsks.countDown();
                  everybodyAsks.await();
                  return ensemble.predict(BARS, MarketContext.empty());
                }));
      }
      for (java.util.concurrent.Future<Prediction> answer : answers) {
        assertThat(answer.get()).isSameAs(answers.get(0).get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(calls).hasValue(1);
    assertThat(ensemble.cacheStatistics().misses()).isEqualTo(1);
    assertThat(ensemble.cacheStatistics().hits()).isEqualTo(7);
  }

  @Test
  void an_answer_without_a_member_that_failed_is_not_kept() {
    AtomicInteger mood = new AtomicInteger();
    MultiModelEnsemble ensemble =
        baselines(EnsembleConfig.defaults())
            .member(
                new StubTrainer(
                    "moody",
                    Set.of(),
                    bars -> {
                      if (mood.get() == 1) {
                        throw new IllegalStateException("bad mood");
                      }
                      return Forecast.Distribution.of(NormalReturns.of(0, 0.01));
                    }))
            .train(TrainingData.of(BARS));
    mood.set(1);
    Prediction without = ensemble.predict(BARS, MarketContext.empty());
    assertThat(without.contributions()).contains(new Contribution.Failed("moody", "bad mood"));
    mood.set(0);
    Prediction with = ensemble.predict(BARS, MarketContext.empty());
    assertThat(with.contributions()).noneMatch(c -> c instanceof Contribution.Failed);
    assertThat(ensemble.predict(BARS, MarketContext.empty())).isSameAs(with);
  }
}
