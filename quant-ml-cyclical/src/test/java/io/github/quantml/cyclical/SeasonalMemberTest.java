// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.ModelContract;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.cyclical.seasonal.CalendarMoment;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The member {@code seasonal} against the shared model contract, and what its forecasts say. */
class SeasonalMemberTest {
  /** Weekday bars; every Monday loses {@code monday} more than the noise. */
  private static BarSeries weekdays(int n, double monday, long seed) {
    double[] noise = Charts.noise(n, 0.01, seed);
    BarSeriesBuilder bars = BarSeries.builder("TEST", Duration.ofDays(1));
    double close = 100;
    LocalDate date = LocalDate.of(2016, 1, 1); // a Friday
    for (int t = 0; t < n; t++) {
      boolean first = date.getDayOfWeek() == DayOfWeek.MONDAY;
      close *= FastMath.exp(noise[t] - (first ? monday : 0));
      bars.add(date.atTime(21, 0).toInstant(ZoneOffset.UTC), close, close, close, close, 1000);
      date = date.plusDays(date.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
    }
    return bars.build();
  }

  private static TrainingData data(BarSeries bars, int horizon) {
    return new TrainingData(bars, MarketContext.empty(), Horizon.ofBars(horizon));
  }

  private static Model train(BarSeries bars, int horizon) {
    return SeasonalTrainer.withDefaults().train(data(bars, horizon), TrainingContext.defaults());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 21})
  void keeps_the_contract_with_an_effect_and_without(int horizon) {
    for (double monday : new double[] {0, 0.008}) {
      ModelContract.of(SeasonalTrainer.withDefaults())
          .readBackBy(new SeasonalProvider())
          .on(data(weekdays(600, monday, 3), horizon))
          .check();
    }
  }

  @Test
  void forecasts_the_days_ahead_by_their_label() {
    BarSeries bars = weekdays(1700, 0.006, 4);
    Model model = train(bars, 1);
    int end = bars.size();
    while (bars.time(end - 1).atOffset(ZoneOffset.UTC).getDayOfWeek() != DayOfWeek.FRIDAY) {
      end--;
    }
    Forecast.Distribution friday = forecast(model, bars.window(0, end));
    Forecast.Distribution thursday = forecast(model, bars.window(0, end - 1));
    assertThat(friday.signals().get("calendar.Monday")).isCloseTo(-0.006, within(0.0015));
    assertThat(thursday.signals().get("calendar.Monday")).isZero();
    assertThat(friday.returns().mean()).isLessThan(-0.003);
    assertThat(thursday.returns().mean()).isGreaterThan(friday.returns().mean() + 0.004);
    assertThat(friday.returns().stdDev()).isCloseTo(0.01, within(0.002));
    // Five weekdays hold one Monday wherever they start.
    assertThat(forecast(train(bars, 5), bars).signals().get("season")).isCloseTo(0, within(1e-4));
  }

  private static Forecast.Distribution forecast(Model model, BarSeries bars) {
    return (Forecast.Distribution) model.predict(bars, MarketContext.empty());
  }

  @Test
  void abstains_with_a_reason_when_there_is_only_noise() {
    BarSeries bars = weekdays(1700, 0, 5);
    assertThat(train(bars, 5).predict(bars, MarketContext.empty()))
        .isInstanceOfSatisfying(
            Forecast.Abstained.class,
            a ->
                assertThat(a.reason())
                    .startsWith("no calendar effect in 1699 log returns survives at the 5"));
  }

  @Test
  void expects_bars_on_the_days_and_hours_of_the_past() {
    Instant[] closes = new Instant[35];
    for (int i = 0; i < closes.length; i++) {
      closes[i] =
          LocalDate.of(2024, 1, 1) // a Monday
              .plusDays(i / 7)
              .atTime(10 + i % 7, 0)
              .toInstant(ZoneOffset.UTC);
    }
    MarketHours hours = MarketHours.of(closes, Duration.ofHours(1), ZoneOffset.UTC);
    CalendarMoment friday = CalendarMoment.before(closes[34], ZoneOffset.UTC);
    assertThat(hours.next(friday).date()).isEqualTo(LocalDate.of(2024, 1, 8));
    assertThat(hours.next(friday).secondOfDay()).isEqualTo(10 * 3600 - 1);
    assertThat(hours.next(hours.next(friday)).secondOfDay()).isEqualTo(11 * 3600 - 1);
  }

  @Test
  void bad_input_is_named_with_needed_and_got() {
    assertThatThrownBy(() -> train(weekdays(100, 0, 1), 1))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 251, got 100");
    assertThatThrownBy(() -> train(Charts.of(new double[300]), 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("needs at least 2 different values, got the constant 0.0");
  }

  @Test
  void damaged_bundles_are_format_errors() {
    ModelBundle bad =
        ModelBundle.builder("seasonal", 1)
            .horizon("horizon", Horizon.ofBars(1))
            .text("keys", "FULL_MOON")
            .build();
    assertThatThrownBy(() -> new SeasonalProvider().load(bad))
        .isInstanceOf(ModelFormatException.class);
  }

  @Test
  void is_found_by_the_service_loader() {
    List<String> names = new ArrayList<>();
    ServiceLoader.load(ModelTrainerProvider.class).forEach(p -> names.add(p.name()));
    ServiceLoader.load(PortableModelLoader.class).forEach(p -> names.add(p.name()));
    assertThat(names).filteredOn("seasonal"::equals).hasSize(2);
  }
}
