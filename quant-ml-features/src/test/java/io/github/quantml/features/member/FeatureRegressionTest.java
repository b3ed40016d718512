// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.ModelContract;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The member {@code feature_regression}: the shared contract, and that it learns what is there. */
class FeatureRegressionTest {
  private static final FeatureRegressionConfig CONFIG = FeatureRegressionConfig.defaults();

  /** Returns of 1 % noise with a first-order autocorrelation. */
  private static BarSeries bars(int n, double autocorrelation, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder("TEST", Duration.ofDays(1));
    Instant start = Instant.parse("2010-01-04T21:00:00Z");
    double close = 100;
    double last = 0;
    for (int t = 0; t < n; t++) {
      double open = close;
      last = autocorrelation * last + 0.01 * random.nextGaussian();
      close *= Math.exp(last);
      double high = Math.max(open, close) * (1 + 0.002 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.002 * random.nextDouble());
      out.add(
          start.plus(Duration.ofDays(t)), open, high, low, close, 1e6 * (1 + random.nextDouble()));
    }
    return out.build();
  }

  private static TrainingData data(BarSeries bars, int horizon) {
    return new TrainingData(bars, MarketContext.empty(), Horizon.ofBars(horizon));
  }

  private static Model train(BarSeries bars, int horizon) {
    return FeatureRegressionTrainer.of(CONFIG)
        .train(data(bars, horizon), TrainingContext.defaults());
  }

  private static double mean(Forecast forecast) {
    return ((Forecast.Distribution) forecast).returns().mean();
  }

  @Test
  void keeps_the_contract() {
    ModelContract.of(FeatureRegressionTrainer.of(CONFIG))
        .readBackBy(new FeatureRegressionLoader())
        .on(data(bars(600, 0.3, 1), 2))
        .check();
  }

  @Test
  void a_planted_autocorrelation_is_found_and_followed() {
    BarSeries bars = bars(1_200, 0.4, 2);
    Model model = train(bars, 1);
    assertThat(model.featureImportances()).isNotEmpty();
    assertThat(model.featureImportances().values().stream().mapToDouble(v -> v).sum())
        .isCloseTo(1, within(1e-9));
    // Of what is known: E[r] = 0.4 · last return; the forecasts must move with it.
    double cross = 0;
    double square = 0;
    for (int t = 1_100; t < 1_200; t++) {
      double last = bars.close(t) / bars.close(t - 1) - 1;
      double said = mean(model.predict(bars.window(0, t + 1), MarketContext.empty()));
      cross += said * last;
      square += last * last;
    }
    assertThat(cross / square).isBetween(0.2, 0.5);
  }

  @Test
  void on_noise_the_mean_stays_at_the_average() {
    int followed = 0;
    for (int seed = 0; seed < 8; seed++) {
      BarSeries bars = bars(500, 0, 100 + seed);
      Forecast.Distribution said =
          (Forecast.Distribution) train(bars, 1).predict(bars, MarketContext.empty());
      followed += said.signals().getOrDefault("trust", 1.0) > 0.2 ? 1 : 0;
    }
    assertThat(followed).isLessThanOrEqualTo(1);
  }

  @Test
  void it_is_read_back_by_the_service_loader_and_refuses_other_features() {
    PortableModel model = (PortableModel) train(bars(600, 0.4, 5), 1);
    PortableModelLoader loader =
        ServiceLoader.load(PortableModelLoader.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(l -> l.name().equals("feature_regression"))
            .findFirst()
            .orElseThrow();
    assertThat(loader.load(model.toBundle()).toBundle().toBytes())
        .isEqualTo(model.toBundle().toBytes());
    assertThatThrownBy(
            () ->
                loader.load(
                    io.github.quantml.api.ModelBundle.builder("feature_regression", 1)
                        .integer("count", 1)
                        .text("features", "no_such_feature")
                        .build()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'no_such_feature' is not known here");
  }
}
