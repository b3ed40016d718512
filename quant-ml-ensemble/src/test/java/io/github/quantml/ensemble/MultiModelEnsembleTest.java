// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Cancellation;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Contribution;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.Setting;
import io.github.quantml.api.TrainingData;
import io.github.quantml.math.distribution.NormalReturns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultiModelEnsembleTest {
  private static final BarSeries BARS = Markets.restless(400, 7);
  private static final MarketContext NOTHING = MarketContext.empty();

  private static EnsembleTrainer baselines() {
    return MultiModelEnsemble.trainer().threads(1).members("random_walk", "volatility");
  }

  private static StubTrainer stub(String name, Function<BarSeries, Forecast> answer) {
    return new StubTrainer(name, Set.of(), answer);
  }

  private static Forecast view(double mean, double deviation) {
    return Forecast.Distribution.of(NormalReturns.of(mean, deviation));
  }

  @Test
  void a_prediction_is_whole_and_consistent() {
    Prediction p = baselines().train(TrainingData.of(BARS)).predict(BARS, NOTHING);
    assertThat(p.symbol()).isEqualTo("TEST");
    assertThat(p.asOf()).isEqualTo(BARS.time(BARS.size() - 1));
    assertThat(p.interval().contains(p.expectedReturn())).isTrue();
    assertThat(p.confidence()).isEqualTo(p.probabilities().highest());
    assertThat(p.contributions())
        .hasSize(2)
        .allSatisfy(c -> assertThat(c).isInstanceOf(Contribution.Used.class));
    double total =
        p.contributions().stream().mapToDouble(c -> ((Contribution.Used) c).weight()).sum();
    assertThat(total).isCloseTo(1, within(1e-12));
  }

  @Test
  void members_on_the_class_path_are_found_by_themselves() {
    assertThat(MultiModelEnsemble.trainer().train(TrainingData.of(BARS)).members())
        .containsExactly("random_walk", "volatility");
  }

  @Test
  void settings_choose_the_members() {
    QuantMlSettings one = QuantMlSettings.defaults().with(Setting.ML_ENSEMBLE_MODELS, "volatility");
    assertThat(MultiModelEnsemble.trainer().settings(one).train(TrainingData.of(BARS)).members())
        .containsExactly("volatility");
  }

  @Test
  void an_unknown_member_lists_the_known_ones() {
    assertThatThrownBy(
            () -> MultiModelEnsemble.trainer().members("lstm").train(TrainingData.of(BARS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "members: there is no 'lstm' on the class path; there are [random_walk, volatility]");
  }

  @Test
  void two_members_of_one_name_are_refused() {
    assertThatThrownBy(
            () -> baselines().member(RandomWalkTrainer.create()).train(TrainingData.of(BARS)))
        .hasMessage("members: two are named 'random_walk'");
  }

  @Test
  void a_member_that_knows_the_future_volatility_earns_the_weight() {
    StubTrainer oracle = stub("oracle", bars -> view(0, (bars.size() / 50) % 2 == 0 ? 0.01 : 0.02));
    StubTrainer wrong = stub("wrong", bars -> view(0, (bars.size() / 50) % 2 == 0 ? 0.02 : 0.01));
    EnsembleConfig seeing =
        EnsembleConfig.defaults()
            .withSchedule(new ScheduleConfig(100, 1.1, 5_000, 5_000))
            .withAggregation(AggregationConfig.defaults().withExponential(1, 0.02));
    Evaluation e =
        MultiModelEnsemble.trainer()
            .config(seeing)
            .member(oracle)
            .member(wrong)
            .train(TrainingData.of(BARS))
            .evaluation();
    assertThat(e.weights(e.forecasts().size() - 1)[0]).isGreaterThan(0.85);
    assertThat(e.againstRandomWalk().pValueABetter()).isLessThan(0.01);
  }

  @Test
  void on_pure_noise_the_ensemble_is_no_worse_than_the_random_walk_and_keeps_its_coverage() {
    Evaluation e = baselines().train(TrainingData.of(Markets.noise(1_500, 5))).evaluation();
    assertThat(e.againstRandomWalk().pValueBBetter()).isGreaterThan(0.05);
    assertThat(e.coverage()).isBetween(0.88, 0.92);
    assertThat(e.worstCoverage(250)).isGreaterThan(0.84);
    assertThat(e.meanConfidence()).isCloseTo(e.hitRate(), within(0.04));
    assertThat(e.reliability().expectedError()).isLessThan(0.05);
  }

  @Test
  void a_member_without_its_context_abstains_with_the_reason() {
    StubTrainer needy =
        new StubTrainer(
            "needy", Set.of(ContextItem.OPTION_CHAIN, ContextItem.NEWS), bars -> view(0, 0.01));
    Prediction p = baselines().member(needy).train(TrainingData.of(BARS)).predict(BARS, NOTHING);
    assertThat(p.contributions())
        .contains(
            new Contribution.Abstained(
                "needy", "needs option chain, news, which training did not have"));
  }

  @Test
  void a_member_that_throws_or_talks_nonsense_fails_alone() {
    AtomicInteger mood = new AtomicInteger();
    StubTrainer moody =
        stub(
            "moody",
            bars -> {
              if (mood.get() == 1) {
                throw new IllegalStateException("bad mood");
              }
              return mood.get() == 2 ? nonsense() : view(0, 0.01);
            });
    MultiModelEnsemble ensemble =
        baselines()
            .settings(QuantMlSettings.defaults().with(Setting.ML_PREDICTION_CACHE_TTL, "0"))
            .member(moody)
            .train(TrainingData.of(BARS));
    mood.set(1);
    assertThat(ensemble.predict(BARS, NOTHING).contributions())
        .contains(new Contribution.Failed("moody", "bad mood"));
    mood.set(2);
    assertThat(ensemble.predict(BARS, NOTHING).contributions())
        .anySatisfy(
            c ->
                assertThat(c)
                    .isInstanceOfSatisfying(
                        Contribution.Failed.class,
                        f -> assertThat(f.error()).contains("mean NaN")));
  }

  private static Forecast nonsense() {
    return Forecast.Distribution.of(
        new ReturnDistribution() {
          @Override
          public double mean() {
            return Double.NaN;
          }

          @Override
          public double stdDev() {
            return 1;
          }

          @Override
          public double cdf(double r) {
            return 0.5;
          }

          @Override
          public double quantile(double p) {
            return 0;
          }

          @Override
          public double logDensity(double r) {
            return 0;
          }
        });
  }

  @Test
  void when_everybody_is_silent_the_error_lists_every_reason() {
    AtomicInteger asleep = new AtomicInteger();
    StubTrainer sleepy =
        stub("sleepy", bars -> asleep.get() > 0 ? new Forecast.Abstained("tired") : view(0, 0.01));
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.trainer().member(sleepy).train(TrainingData.of(BARS));
    asleep.set(1);
    assertThatThrownBy(() -> ensemble.predict(BARS, NOTHING))
        .isInstanceOf(QuantMlException.class)
        .hasMessageContaining("no member has a view")
        .hasMessageContaining("sleepy abstains: tired");
  }

  @Test
  void a_constant_price_says_why_nothing_could_be_trained() {
    assertThatThrownBy(
            () -> baselines().train(TrainingData.of(Markets.of("FLAT", new double[300]))))
        .isInstanceOf(QuantMlException.class)
        .hasMessageContaining("FLAT: no member could be trained")
        .hasMessageContaining("random_walk: training failed");
  }

  @Test
  void too_few_bars_name_needed_and_got() {
    assertThatThrownBy(
            () -> baselines().horizon(Horizon.ofBars(5)).train(TrainingData.of(BARS.window(0, 90))))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage(
            "TEST: bars to train an ensemble for a horizon of 5 bars: needs at least 125, got 90");
  }

  @Test
  void one_computation_serves_equal_questions() {
    AtomicInteger calls = new AtomicInteger();
    StubTrainer counting =
        stub(
            "counting",
            bars -> {
              calls.incrementAndGet();
              return view(0, 0.01);
            });
    MultiModelEnsemble ensemble = baselines().member(counting).train(TrainingData.of(BARS));
    calls.set(0);
    Prediction first = ensemble.predict(BARS, NOTHING);
    Prediction again = ensemble.predict(Markets.restless(400, 7), MarketContext.builder().build());
    assertThat(again).isSameAs(first);
    assertThat(calls).hasValue(1);
    ensemble.predict(BARS.window(0, 399), NOTHING);
    assertThat(calls).hasValue(2);
  }

  @Test
  void cancelling_stops_the_training() {
    Cancellation cancellation = new Cancellation();
    EnsembleTrainer trainer =
        baselines()
            .cancellation(cancellation)
            .progress((stage, done, total) -> cancellation.cancel());
    assertThatThrownBy(() -> trainer.train(TrainingData.of(BARS)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void the_number_of_threads_changes_no_byte() {
    byte[] one = baselines().threads(1).train(TrainingData.of(BARS)).toBundle().toBytes();
    byte[] two = baselines().threads(2).train(TrainingData.of(BARS)).toBundle().toBytes();
    assertThat(two).isEqualTo(one);
  }

  @Test
  void a_loaded_ensemble_is_the_saved_one(@TempDir Path directory) throws IOException {
    MultiModelEnsemble ensemble =
        baselines().horizon(Horizon.parse("7d")).train(TrainingData.of(BARS));
    ensemble.save(directory);
    MultiModelEnsemble back = MultiModelEnsemble.load(directory);
    assertThat(back.predict(BARS, NOTHING)).isEqualTo(ensemble.predict(BARS, NOTHING));
    assertThat(back.evaluation().forecasts()).isEqualTo(ensemble.evaluation().forecasts());
    assertThat(back.provenance()).isEqualTo(ensemble.provenance());
    assertThat(back.toBundle().toBytes()).isEqualTo(ensemble.toBundle().toBytes());
  }

  @Test
  void a_damaged_or_foreign_file_is_refused(@TempDir Path directory) throws IOException {
    baselines().train(TrainingData.of(BARS)).save(directory);
    Path file = directory.resolve("ensemble.quantml");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> MultiModelEnsemble.load(directory))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("SHA-256");
    ModelBundle.builder("ensemble", 1).build().write(file);
    assertThatThrownBy(() -> MultiModelEnsemble.load(directory))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'members' is missing");
  }

  @Test
  void a_member_that_cannot_be_written_is_named() {
    MultiModelEnsemble ensemble =
        baselines().member(stub("stub", bars -> view(0, 0.01))).train(TrainingData.of(BARS));
    assertThatThrownBy(ensemble::toBundle).hasMessageContaining("member 'stub' cannot be saved");
  }
}
