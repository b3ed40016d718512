// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.SimilarPattern;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.ModelContract;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTrainerTest {
  private static BarSeries bars(int n, IntToDoubleFunction logReturn) {
    BarSeriesBuilder out = BarSeries.builder("X", Duration.ofHours(1));
    double close = 100;
    for (int i = 0; i < n; i++) {
      double open = close;
      close = open * FastMath.exp(logReturn.applyAsDouble(i));
      out.add(
          Instant.EPOCH.plus(Duration.ofHours(i + 1L)),
          open,
          Math.max(open, close),
          Math.min(open, close),
          close,
          1);
    }
    return out.build();
  }

  private static BarSeries noise(int n) {
    CounterRandom random = CounterRandom.of(8);
    double[] returns = new double[n];
    random.fillGaussian(returns);
    return bars(n, i -> 0.01 * returns[i]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 30})
  void the_pattern_member_keeps_the_model_contract(int horizon) {
    ModelContract.of(PatternTrainer.of(PatternConfig.defaults()))
        .readBackBy(new PatternProvider())
        .on(TrainingData.of(noise(400)).withHorizon(Horizon.ofBars(horizon)))
        .check();
  }

  @Test
  void a_shape_that_was_always_followed_by_a_rise_forecasts_a_rise() {
    CounterRandom random = CounterRandom.of(2);
    double[] shape = {0.01, -0.02, 0.03, -0.01, -0.02, 0.02, 0.01, -0.03, 0.02, 0.01};
    // the shape, a jump of 3 %, then noise; the present ends with the shape
    BarSeries bars =
        bars(
            610,
            i -> {
              int k = i % 50;
              return k < 10 ? shape[k] : k == 10 ? 0.03 : 0.005 * random.nextGaussian();
            });
    PatternModel model =
        PatternTrainer.of(new PatternConfig(10, 10, 2))
            .train(TrainingData.of(bars), TrainingContext.defaults());
    Forecast.Distribution d = (Forecast.Distribution) model.predict(bars, MarketContext.empty());
    assertThat(d.returns().mean()).isGreaterThan(0.02);
    assertThat(d.signals().get("analogue_p_value")).isLessThan(0.05);
    assertThat(d.signals().get("analogue_return")).isGreaterThan(0.025);
    assertThat(d.insights().similarPatterns())
        .hasSize(5)
        .allSatisfy(
            (SimilarPattern s) -> {
              assertThat(s.distance()).isLessThan(1e-5);
              assertThat(s.subsequentReturn()).isGreaterThan(0.025);
            });
  }

  @Test
  void bars_the_library_knows_or_not_give_the_same_forecast() {
    BarSeries bars = noise(400);
    PatternTrainer trainer = PatternTrainer.of(PatternConfig.defaults());
    PatternModel model =
        trainer.train(TrainingData.of(bars.window(0, 380)), TrainingContext.defaults());
    String all = model.predict(bars, MarketContext.empty()).toString();
    assertThat(model.predict(bars.window(370, 400), MarketContext.empty())).hasToString(all);
    assertThat(model.predict(bars.window(380, 400), MarketContext.empty())).hasToString(all);
  }

  @Test
  void the_library_beyond_the_present_is_not_looked_at() {
    BarSeries bars = noise(400);
    PatternModel model =
        PatternTrainer.of(PatternConfig.defaults())
            .train(TrainingData.of(bars), TrainingContext.defaults());
    BarSeries then = bars.window(150, 200);
    Forecast.Distribution d = (Forecast.Distribution) model.predict(then, MarketContext.empty());
    assertThat(d.insights().similarPatterns())
        .isNotEmpty()
        .allSatisfy((SimilarPattern s) -> assertThat(s.to()).isBefore(then.time(then.size() - 20)));
  }

  @Test
  void a_present_that_does_not_move_has_no_shape() {
    BarSeries bars = bars(200, i -> i < 150 ? 0.01 * (i % 3 - 1) : 0);
    PatternModel model =
        PatternTrainer.of(PatternConfig.defaults())
            .train(TrainingData.of(bars), TrainingContext.defaults());
    assertThat(model.predict(bars, MarketContext.empty()))
        .isEqualTo(new Forecast.Abstained("the last 20 closes do not move"));
    assertThatThrownBy(
            () ->
                PatternTrainer.of(PatternConfig.defaults())
                    .train(TrainingData.of(bars(200, i -> 0)), TrainingContext.defaults()))
        .isInstanceOf(InvalidDataException.class);
  }
}
