// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.Future;
import io.github.quantml.math.random.CounterRandom;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LearningTest {
  @Test
  void a_sleeping_member_keeps_its_weight_but_for_the_share() {
    ExponentialWeights w = new ExponentialWeights(3, 1, 0);
    w.learn(new double[] {0, -1, Double.NaN});
    assertThat(w.current()[2]).isEqualTo(1.0 / 3);
    // e⁰ : e⁻¹ on the remaining two thirds
    assertThat(w.current()[0]).isCloseTo(2.0 / 3 / (1 + Math.exp(-1)), within(1e-15));
  }

  @Property
  void weights_are_a_distribution_whatever_the_scores(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.5) double share) {
    CounterRandom random = CounterRandom.of(seed);
    ExponentialWeights w = new ExponentialWeights(4, 1, share);
    for (int i = 0; i < 200; i++) {
      double[] scores = new double[4];
      for (int m = 0; m < 4; m++) {
        scores[m] = random.nextInt(5) == 0 ? Double.NaN : 1_000 * random.nextGaussian();
      }
      w.learn(scores);
    }
    double total = 0;
    for (double x : w.current()) {
      assertThat(x).isBetween(share / 4 * 0.999, 1 + 1e-9);
      total += x;
    }
    assertThat(total).isCloseTo(1, within(1e-9));
  }

  @Test
  void the_conformal_interval_reaches_its_level_even_when_the_forecast_is_wrong_by_a_factor() {
    for (double scale : new double[] {0.3, 1, 3}) {
      CounterRandom random = CounterRandom.of(11);
      AdaptiveConformal conformal = new AdaptiveConformal(0.9, 0.02, 250);
      int covered = 0;
      for (int i = 0; i < 5_000; i++) {
        double score = Math.abs(scale * random.nextGaussian());
        boolean hit = score <= conformal.halfWidth();
        covered += hit ? 1 : 0;
        conformal.learn(score, hit);
      }
      assertThat(covered / 5_000.0).isBetween(0.89, 0.91);
      // the 95 % point of the half normal, since 90 % of |z| lies below 1.645
      assertThat(conformal.halfWidth()).isCloseTo(1.645 * scale, within(0.35 * scale));
    }
  }

  @Test
  void temperature_takes_back_the_confidence_that_outcomes_do_not_support() {
    CounterRandom random = CounterRandom.of(3);
    int n = 4_000;
    double[][] sharp = new double[n][];
    int[] outcomes = new int[n];
    for (int i = 0; i < n; i++) {
      double[] honest = {0.6, 0.3, 0.1};
      double u = random.nextDouble();
      outcomes[i] = u < 0.6 ? 0 : u < 0.9 ? 1 : 2;
      sharp[i] = honest;
      Temperature.apply(sharp[i], 0.5); // twice as confident as is right
    }
    assertThat(Temperature.fit(sharp, outcomes, n)).isCloseTo(2, within(0.1));
    assertThat(Temperature.fit(sharp, outcomes, 0)).isCloseTo(1, within(1e-5));
  }

  @Property(tries = 50)
  void more_bars_only_add_segments_at_the_end(
      @ForAll @IntRange(min = 160, max = 600) int n, @ForAll @IntRange(min = 1, max = 20) int h) {
    BarSeries bars = Markets.noise(n, 1);
    List<Schedule.Segment> few = Schedule.of(bars.window(0, n - 10), h, EnsembleConfig.defaults());
    List<Schedule.Segment> many = Schedule.of(bars, h, EnsembleConfig.defaults());
    assertThat(many.subList(0, few.size() - 1)).isEqualTo(few.subList(0, few.size() - 1));
    assertThat(many.get(many.size() - 1).to()).isEqualTo(n - h);
    for (int k = 1; k < many.size(); k++) {
      assertThat(many.get(k).from()).isEqualTo(many.get(k - 1).to());
    }
  }

  @Test
  void no_forecast_changes_when_the_bars_after_it_do() {
    BarSeries bars = Markets.restless(320, 9);
    int h = 3;
    List<OutOfSampleForecast> before = evaluate(bars, h).forecasts();
    for (int known : new int[] {180, 240, 301}) {
      for (Future future : Future.values()) {
        List<OutOfSampleForecast> after = evaluate(future.after(bars, known, 4), h).forecasts();
        int comparable = 0;
        for (int i = 0; i < after.size() && i < before.size(); i++) {
          OutOfSampleForecast a = before.get(i);
          OutOfSampleForecast b = after.get(i);
          if (bars.countUntil(a.time()) <= known) {
            assertThat(b.time()).isEqualTo(a.time());
            assertThat(b.expectedReturn()).isEqualTo(a.expectedReturn());
            assertThat(b.volatility()).isEqualTo(a.volatility());
            assertThat(b.probabilities()).isEqualTo(a.probabilities());
            assertThat(b.interval()).isEqualTo(a.interval());
            comparable++;
          }
        }
        assertThat(comparable).isGreaterThanOrEqualTo(known - 100 - h);
      }
    }
  }

  private static Evaluation evaluate(BarSeries bars, int h) {
    return MultiModelEnsemble.trainer()
        .horizon(Horizon.ofBars(h))
        .members("random_walk", "volatility")
        .train(TrainingData.of(bars))
        .evaluation();
  }
}
