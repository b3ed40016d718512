// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Regime;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.ModelContract;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.cyclical.regime.EmissionFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two members against the shared model contract, and what their forecasts say. */
class MemberTest {
  private static TrainingData data(double[] returns, int horizon) {
    return new TrainingData(Charts.of(returns), MarketContext.empty(), Horizon.ofBars(horizon));
  }

  private static Forecast forecast(Model model, double[] returns) {
    return model.predict(Charts.of(returns), MarketContext.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 21})
  void regime_member_keeps_the_contract(int horizon) {
    ModelContract.of(RegimeTrainer.withDefaults())
        .readBackBy(new RegimeProvider())
        .on(data(Charts.twoRegimes(600, 1), horizon))
        .check();
  }

  @Test
  void student_t_regime_member_keeps_the_contract() {
    RegimeConfig config =
        RegimeConfig.defaults().withFamily(EmissionFamily.STUDENT_T).withMaxStates(2);
    ModelContract.of(RegimeTrainer.of(config))
        .readBackBy(new RegimeProvider())
        .on(data(Charts.twoRegimes(400, 2), 5))
        .check();
  }

  @Test
  void cyclical_member_keeps_the_contract_with_a_cycle_and_without() {
    double[] noise = Charts.noise(600, 0.01, 3);
    for (double amplitude : new double[] {0, 0.008}) {
      ModelContract.of(CyclicalTrainer.withDefaults())
          .readBackBy(new CyclicalProvider())
          .on(data(Charts.withCycle(noise, amplitude, 25), 5))
          .check();
    }
  }

  @Test
  void cyclical_member_forecasts_the_swing_of_a_planted_cycle() {
    double[] returns = Charts.withCycle(Charts.noise(800, 0.01, 4), 0.01, 40);
    Model model =
        CyclicalTrainer.withDefaults().train(data(returns, 20), TrainingContext.defaults());
    // After 800 returns (20 turns) the next half turn is the rising half: Σ sin = 1/tan(π/40).
    Forecast.Distribution up = (Forecast.Distribution) forecast(model, returns);
    double swing = 0.01 / Math.tan(Math.PI / 40);
    assertThat(up.signals().get("cycle.1.period")).isCloseTo(40, within(0.3));
    assertThat(up.signals().get("cycle.1.swing")).isCloseTo(swing, within(0.03));
    assertThat(up.returns().mean()).isGreaterThan(0.05);
  }

  @Test
  void cyclical_member_abstains_with_a_reason_when_there_is_only_noise() {
    double[] returns = Charts.noise(800, 0.01, 5);
    Model model =
        CyclicalTrainer.withDefaults().train(data(returns, 5), TrainingContext.defaults());
    assertThat(forecast(model, returns))
        .isInstanceOfSatisfying(
            Forecast.Abstained.class,
            a ->
                assertThat(a.reason())
                    .startsWith("no cycle in 800 log returns stands out from red noise"));
  }

  @Test
  void regime_member_sees_the_regime_it_is_in() {
    double[] returns = Charts.twoRegimes(1500, 6);
    Model model = RegimeTrainer.withDefaults().train(data(returns, 5), TrainingContext.defaults());
    double[] calm = returns.clone();
    double[] wild = returns.clone();
    for (int t = 0; t < 30; t++) {
      calm[calm.length - 1 - t] = (t % 2 == 0 ? 1 : -1) * 0.005;
      wild[wild.length - 1 - t] = (t % 2 == 0 ? 1 : -1) * 0.03;
    }
    Forecast.Distribution quiet = (Forecast.Distribution) forecast(model, calm);
    Forecast.Distribution loud = (Forecast.Distribution) forecast(model, wild);
    Regime now = quiet.insights().regime();
    Regime then = loud.insights().regime();
    assertThat(now).isNotNull();
    assertThat(then).isNotNull();
    assertThat(now.label()).startsWith("calm");
    assertThat(then.label()).startsWith("turbulent");
    assertThat(now.states()).hasSize(2);
    assertThat(now.states().get(0).volatility()).isCloseTo(0.007, within(0.001));
    assertThat(now.states().get(1).volatility()).isCloseTo(0.02, within(0.002));
    assertThat(now.expectedDuration()).isBetween(20.0, 120.0);
    assertThat(loud.returns().stdDev()).isGreaterThan(1.5 * quiet.returns().stdDev());
  }

  @Test
  void bic_keeps_one_regime_where_there_is_one() {
    double[] returns = Charts.noise(1000, 0.01, 7);
    Model model = RegimeTrainer.withDefaults().train(data(returns, 1), TrainingContext.defaults());
    Forecast.Distribution forecast = (Forecast.Distribution) forecast(model, returns);
    assertThat(forecast.insights().regime()).isNotNull();
    assertThat(forecast.insights().regime().states()).hasSize(1);
  }

  @Test
  void closes_that_never_move_are_refused_with_needed_and_got() {
    TrainingData still = data(new double[300], 1);
    assertThatThrownBy(() -> RegimeTrainer.withDefaults().train(still, TrainingContext.defaults()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("needs at least 2 different values, got the constant 0.0");
    assertThatThrownBy(
            () -> CyclicalTrainer.withDefaults().train(still, TrainingContext.defaults()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("needs at least 2 different values, got the constant 0.0");
  }

  @Test
  void too_few_bars_are_named_with_needed_and_got() {
    assertThatThrownBy(
            () ->
                RegimeTrainer.withDefaults()
                    .train(data(new double[50], 1), TrainingContext.defaults()))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 101, got 51");
  }

  @Test
  void damaged_bundles_are_format_errors() {
    ModelBundle bad =
        ModelBundle.builder("regime", 1)
            .horizon("horizon", Horizon.ofBars(1))
            .integer("states", 2)
            .numbers("transition", .5, .6, .5, .5)
            .numbers("means", 0, 0)
            .numbers("scales", 1, 1)
            .numbers("nu", 0, 0)
            .build();
    assertThatThrownBy(() -> new RegimeProvider().load(bad))
        .isInstanceOf(ModelFormatException.class);
  }

  @Test
  void both_members_are_found_by_the_service_loader() {
    List<String> trainers = new ArrayList<>();
    ServiceLoader.load(ModelTrainerProvider.class).forEach(p -> trainers.add(p.name()));
    List<String> loaders = new ArrayList<>();
    ServiceLoader.load(PortableModelLoader.class).forEach(p -> loaders.add(p.name()));
    assertThat(trainers).contains("cyclical", "regime");
    assertThat(loaders).contains("cyclical", "regime");
  }

  @Test
  void more_history_than_the_lookback_does_not_change_a_forecast() {
    double[] returns = Charts.twoRegimes(900, 8);
    BarSeries bars = Charts.of(returns);
    PortableModel model =
        (PortableModel)
            RegimeTrainer.withDefaults().train(data(returns, 5), TrainingContext.defaults());
    Forecast.Distribution all = (Forecast.Distribution) model.predict(bars, MarketContext.empty());
    Forecast.Distribution recent =
        (Forecast.Distribution) model.predict(bars.last(300), MarketContext.empty());
    assertThat(recent.returns().mean()).isEqualTo(all.returns().mean());
    assertThat(recent.returns().stdDev()).isEqualTo(all.returns().stdDev());
  }
}
