// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.ModelContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineContractTest {
  private static TrainingData data(int horizon) {
    return TrainingData.of(Markets.restless(300, 1)).withHorizon(Horizon.ofBars(horizon));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 30})
  void the_random_walk_keeps_the_model_contract(int horizon) {
    ModelContract.of(RandomWalkTrainer.create())
        .readBackBy(new RandomWalkProvider())
        .on(data(horizon))
        .check();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 30})
  void the_volatility_member_keeps_the_model_contract(int horizon) {
    for (VolatilityConfig.Method method : VolatilityConfig.Method.values()) {
      ModelContract.of(VolatilityTrainer.of(VolatilityConfig.defaults().withMethod(method)))
          .readBackBy(new VolatilityProvider())
          .on(data(horizon))
          .check();
    }
  }

  private static ReturnDistribution view(Forecast forecast) {
    return ((Forecast.Distribution) forecast).returns();
  }

  @Test
  void the_random_walk_scales_with_the_square_root_of_time() {
    BarSeries bars = Markets.noise(2_000, 3);
    ReturnDistribution one =
        view(
            RandomWalkTrainer.create()
                .train(TrainingData.of(bars), TrainingContext.defaults())
                .predict(bars, MarketContext.empty()));
    ReturnDistribution nine =
        view(
            RandomWalkTrainer.create()
                .train(
                    TrainingData.of(bars).withHorizon(Horizon.ofBars(9)),
                    TrainingContext.defaults())
                .predict(bars, MarketContext.empty()));
    assertThat(one.stdDev()).isCloseTo(0.01, within(0.0005));
    assertThat(nine.stdDev()).isCloseTo(3 * one.stdDev(), within(1e-15));
    assertThat(1 + nine.mean()).isCloseTo(Math.pow(1 + one.mean(), 9), within(1e-12));
  }

  @Test
  void the_volatility_member_sees_a_storm_and_expects_no_direction() {
    BarSeries bars = Markets.restless(1_000, 2);
    VolatilityModel model =
        VolatilityTrainer.of(VolatilityConfig.defaults())
            .train(TrainingData.of(bars), TrainingContext.defaults());
    ReturnDistribution calm = view(model.predict(bars.window(0, 950), MarketContext.empty()));
    ReturnDistribution storm = view(model.predict(bars, MarketContext.empty()));
    assertThat(storm.stdDev()).isGreaterThan(1.3 * calm.stdDev());
    assertThat(storm.mean()).isZero();
  }

  @Test
  void a_price_that_never_moves_has_no_volatility_to_forecast() {
    TrainingData flat = TrainingData.of(Markets.of("FLAT", new double[200]));
    assertThatThrownBy(() -> RandomWalkTrainer.create().train(flat, TrainingContext.defaults()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("FLAT");
    assertThatThrownBy(
            () ->
                VolatilityTrainer.of(VolatilityConfig.defaults())
                    .train(flat, TrainingContext.defaults()))
        .isInstanceOf(InvalidDataException.class);
  }
}
