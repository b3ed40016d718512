// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.ModelContract;
import io.github.quantml.cyclical.regime.HmmConfig;
import io.github.quantml.cyclical.regime.HmmEstimator;
import io.github.quantml.cyclical.regime.HmmFit;
import io.github.quantml.cyclical.regime.Observations;
import io.github.quantml.cyclical.spectral.LombScargle;
import io.github.quantml.cyclical.spectral.PowerSpectrum;
import io.github.quantml.cyclical.spectral.Welch;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The 252 daily AAPL bars of 2013, against hmmlearn 0.3.3, scipy 1.17.1 and astropy 8.0.2. */
@Tag("data")
class RealBarsTest {
  private final BarSeries bars = Charts.apple();
  private final double[] returns = LogReturns.of(bars);

  @Test
  void two_regimes_reach_the_best_of_two_hundred_tuned_hmmlearn_seeds() {
    HmmFit fit = HmmEstimator.of(HmmConfig.defaults()).fit(Observations.of(returns));
    assertThat(fit.logLikelihood()).isCloseTo(675.0740857548128, within(1e-3));
    assertThat(fit.model().emissions().variance(0, 0)).isCloseTo(2.2188e-4, within(1e-6));
    assertThat(fit.model().transition(0, 0)).isCloseTo(.96893, within(1e-3));
  }

  // statsmodels 0.15 MarkovRegression(k_regimes=2, switching_variance=True), 30 start searches.
  @Test
  void a_stationary_start_reaches_more_than_statsmodels() {
    HmmFit fit =
        HmmEstimator.of(HmmConfig.defaults().withStationaryStart(true))
            .fit(Observations.of(returns));
    assertThat(fit.logLikelihood()).isGreaterThan(675.0470310591761);
  }

  @Test
  void spectra_of_the_returns_equal_scipy_and_astropy() {
    PowerSpectrum welch = Welch.ofSegment(64).estimate(returns);
    assertThat(welch.power(3)).isCloseTo(.00066403, within(5e-9));
    assertThat(welch.power(10)).isCloseTo(.00087993, within(5e-9));
    assertThat(welch.power(20)).isCloseTo(.00113525, within(5e-9));
    double[] days = new double[returns.length];
    for (int i = 0; i < days.length; i++) {
      days[i] = Duration.between(bars.time(0), bars.time(i + 1)).toDays();
    }
    assertThat(LombScargle.of(days, returns).power(new double[] {1 / 21.0, 1 / 63.0, .2}))
        .containsExactly(new double[] {.05550002, .00050236, .00732215}, within(5e-9));
  }

  @Test
  void both_members_keep_the_contract() {
    TrainingData data = new TrainingData(bars, MarketContext.empty(), Horizon.ofBars(5));
    ModelContract.of(RegimeTrainer.withDefaults())
        .readBackBy(new RegimeProvider())
        .on(data)
        .check();
    ModelContract.of(CyclicalTrainer.withDefaults())
        .readBackBy(new CyclicalProvider())
        .on(data)
        .check();
  }

  @Test
  void the_regime_now_is_calm_and_no_cycle_stands_out() {
    TrainingData data = new TrainingData(bars, MarketContext.empty(), Horizon.ofBars(5));
    Model regime = RegimeTrainer.withDefaults().train(data, TrainingContext.defaults());
    Forecast.Distribution view =
        (Forecast.Distribution) regime.predict(bars, MarketContext.empty());
    assertThat(view.insights().regime()).isNotNull();
    assertThat(view.insights().regime().label()).startsWith("calm");
    Model cyclical = CyclicalTrainer.withDefaults().train(data, TrainingContext.defaults());
    assertThat(cyclical.predict(bars, MarketContext.empty()))
        .isInstanceOf(Forecast.Abstained.class);
  }

  @Test
  void the_price_level_itself_is_refused() {
    double[] closes = bars.toCloses();
    assertThatThrownBy(() -> FourierCyclicalDetector.withDefaults().detectCycles(closes))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("looks like a level");
    assertThat(
            FourierCyclicalDetector.withDefaults()
                .withInput(CycleInput.DETRENDED_LOG_PRICES)
                .detectCycles(bars)
                .warnings())
        .isNotEmpty();
    assertThat(Arrays.stream(returns).sum())
        .isCloseTo(Math.log(closes[251] / closes[0]), within(1e-12));
  }
}
