// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.FactorExposure;
import io.github.quantml.api.FactorReturns;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.ModelContract;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorsMemberTest {
  private static final Instant START = Instant.parse("2020-01-01T21:00:00Z");

  /**
   * Daily bars that load 1.2 on MKT and −0.5 on SMB; a factor row every {@code step} bars, known
   * six hours after the last bar it describes.
   */
  private static TrainingData market(int n, int step, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder("ACME", Duration.ofDays(1));
    List<Instant> known = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    double close = 100;
    double[] growth = {1, 1};
    for (int i = 0; i < n; i++) {
      Instant time = START.plus(Duration.ofDays(i));
      double market = 0.001 + 0.01 * random.nextGaussian();
      double small = 0.006 * random.nextGaussian();
      double open = close;
      close *= 1 + 1.2 * market - 0.5 * small + 0.005 * random.nextGaussian();
      out.add(time, open, Math.max(open, close), Math.min(open, close), close, 1_000);
      growth[0] *= 1 + market;
      growth[1] *= 1 + small;
      if ((i + 1) % step == 0) {
        known.add(time.plus(Duration.ofHours(6)));
        rows.add(new double[] {growth[0] - 1, growth[1] - 1});
        growth[0] = 1;
        growth[1] = 1;
      }
    }
    double[][] columns = new double[2][rows.size()];
    for (int r = 0; r < rows.size(); r++) {
      columns[0][r] = rows.get(r)[0];
      columns[1][r] = rows.get(r)[1];
    }
    FactorReturns factors = FactorReturns.of(List.of("MKT", "SMB"), known, columns);
    return new TrainingData(
        out.build(), MarketContext.builder().factors(factors).build(), Horizon.ofBars(1));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 1", "21, 5"})
  void the_member_keeps_the_model_contract(int horizon, int step) {
    ModelContract.of(FactorsTrainer.withDefaults())
        .readBackBy(new FactorsProvider())
        .on(market(400, step, 3).withHorizon(Horizon.ofBars(horizon)))
        .check();
  }

  @ParameterizedTest
  @CsvSource({"1", "5"})
  void current_loadings_and_their_errors_are_in_the_insights(int step) {
    TrainingData data = market(900, step, 5);
    Model model = FactorsTrainer.withDefaults().train(data, TrainingContext.defaults());
    Forecast f = model.predict(data.bars(), data.context());
    assertThat(f).isInstanceOf(Forecast.Distribution.class);
    Map<String, FactorExposure> found = ((Forecast.Distribution) f).insights().factors();
    assertThat(found).containsOnlyKeys("MKT", "SMB");
    FactorExposure market = found.get("MKT");
    FactorExposure small = found.get("SMB");
    assertThat(market.standardError()).isBetween(0.01, 0.2);
    assertThat(market.loading()).isCloseTo(1.2, within(4 * market.standardError()));
    assertThat(small.loading()).isCloseTo(-0.5, within(4 * small.standardError()));
  }

  @Test
  void without_known_factors_it_abstains_and_says_why() {
    TrainingData data = market(300, 1, 3);
    Model model = FactorsTrainer.withDefaults().train(data, TrainingContext.defaults());
    assertThat(model.predict(data.bars(), MarketContext.empty()))
        .isEqualTo(new Forecast.Abstained("no factor returns are known"));
    FactorReturns other = FactorReturns.of(List.of("X"), List.of(START), new double[][] {{0.01}});
    assertThat(model.predict(data.bars(), MarketContext.builder().factors(other).build()))
        .isEqualTo(new Forecast.Abstained("trained on the factors [MKT, SMB], given [X]"));
    MarketContext early = data.context().asOf(data.bars().time(20));
    assertThat(model.predict(data.bars(), early)).isInstanceOf(Forecast.Abstained.class);
  }

  /** Rows that become known after the last bar must not count, even if the context holds them. */
  @Test
  void factor_rows_known_after_the_last_bar_change_nothing() {
    TrainingData data = market(300, 1, 3);
    Model model = FactorsTrainer.withDefaults().train(data.first(250), TrainingContext.defaults());
    BarSeries known = data.bars().window(0, 270);
    Forecast all = model.predict(known, data.context());
    Forecast seen = model.predict(known, data.context().asOf(known.time(269)));
    assertThat(((Forecast.Distribution) all).signals())
        .isEqualTo(((Forecast.Distribution) seen).signals());
    TrainingData whole =
        new TrainingData(data.bars().window(0, 250), data.context(), data.horizon());
    PortableModel other =
        (PortableModel) FactorsTrainer.withDefaults().train(whole, TrainingContext.defaults());
    assertThat(other.toBundle().toBytes()).isEqualTo(((PortableModel) model).toBundle().toBytes());
  }

  @Test
  void too_little_data_names_needed_and_got() {
    TrainingData data = market(300, 1, 3).withContext(MarketContext.empty());
    assertThatThrownBy(() -> FactorsTrainer.withDefaults().train(data, TrainingContext.defaults()))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage("ACME: factor rows to train factor: needs at least 30, got 0");
    assertThatThrownBy(
            () ->
                FactorsTrainer.withDefaults().train(market(300, 21, 3), TrainingContext.defaults()))
        .hasMessageContaining("factor rows that match bars: needs at least 30, got 13");
  }

  @Test
  void a_damaged_file_is_refused() {
    PortableModel model =
        (PortableModel)
            FactorsTrainer.withDefaults().train(market(300, 1, 3), TrainingContext.defaults());
    byte[] bytes = model.toBundle().toBytes();
    FactorsProvider loader = new FactorsProvider();
    for (int i = 0; i < bytes.length; i += 7) {
      byte[] bad = bytes.clone();
      bad[i] ^= 1;
      assertThatThrownBy(() -> loader.load(ModelBundle.fromBytes(bad, LoadLimits.defaults())))
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void the_service_loader_finds_it() {
    assertThat(ServiceLoader.load(ModelTrainerProvider.class).stream().map(p -> p.get().name()))
        .contains("factor");
  }

  @Test
  void settings_out_of_range_are_named() {
    assertThatThrownBy(() -> new FactorsConfig(10, 0, 20)).hasMessageContaining("window:");
    assertThatThrownBy(() -> new FactorsConfig(60, 30, 20)).hasMessageContaining("lag:");
    assertThatThrownBy(() -> new FactorsConfig(60, 4, 0)).hasMessageContaining("halfLife:");
  }
}
