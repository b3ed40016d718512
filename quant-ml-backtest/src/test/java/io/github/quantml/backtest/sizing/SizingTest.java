// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Forecast;
import io.github.quantml.math.distribution.NormalReturns;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SizingTest {
  private static final BarSeries ALTERNATING = alternating(40);

  /** Log returns of +1 % and −1 % in turn. */
  private static BarSeries alternating(int n) {
    BarSeriesBuilder builder = BarSeries.builder("X", Duration.ofDays(1));
    for (int i = 0; i < n; i++) {
      double close = i % 2 == 0 ? 100 : 100 * Math.exp(0.01);
      builder.add(
          Instant.parse("2021-01-01T00:00:00Z").plus(Duration.ofDays(i)),
          close,
          close,
          close,
          close,
          1);
    }
    return builder.build();
  }

  private static double units(Sizing sizing, double mean, double deviation, double confidence) {
    return sizing.units(new Conviction(mean, deviation, confidence), ALTERNATING, 10_000, 50);
  }

  @Test
  void fixedUnitsAndFractionsFollowTheDirection() {
    assertThat(units(Sizing.units(7), 0.01, 0.1, 0.6)).isEqualTo(7);
    assertThat(units(Sizing.units(7), -0.01, 0.1, 0.6)).isEqualTo(-7);
    assertThat(units(Sizing.units(7), 0, 0.1, 0.6)).isZero();
    assertThat(units(Sizing.fraction(0.5), -0.01, 0.1, 0.6)).isEqualTo(-100);
  }

  @Test
  void theTargetVolatilityIsReached() {
    // Returns of ±0.01 over 20 bars: the sample deviation is 0.01 · √(20/19).
    double sigma = 0.01 * Math.sqrt(20.0 / 19);
    double weight = 0.1 / (sigma * Math.sqrt(252));
    assertThat(units(Sizing.targetVolatility(0.1, 20, 252, 2), 0.01, 0.1, 0.6))
        .isCloseTo(weight * 200, within(1e-9));
    assertThat(units(Sizing.targetVolatility(0.1, 20, 252, 0.3), 0.01, 0.1, 0.6))
        .isCloseTo(60, within(1e-9));
    assertThat(units(Sizing.targetVolatility(0.1, 40, 252, 2), 0.01, 0.1, 0.6)).isZero();
  }

  @Test
  void kellyIsMeanOverVarianceAndCapped() {
    assertThat(units(Sizing.kelly(0.5, 2), 0.01, 0.1, 0.6)).isCloseTo(100, within(1e-9));
    assertThat(units(Sizing.kelly(1, 2), 0.05, 0.1, 0.6)).isCloseTo(400, within(1e-9));
    assertThat(units(Sizing.kelly(1, 2), -0.05, 0.1, 0.6)).isCloseTo(-400, within(1e-9));
  }

  @Test
  void fixedOddsFollowKellysFormula() {
    // p − (1 − p) / b: a fair coin at 2 to 1 stakes a quarter.
    assertThat(Sizing.kellyFraction(0.5, 2)).isEqualTo(0.25);
    assertThat(Sizing.kellyFraction(0.5, 1)).isZero();
    assertThat(Sizing.kellyFraction(0.3, 1)).isZero();
    assertThat(Sizing.kellyFraction(1, 5)).isEqualTo(1);
  }

  @Test
  void confidenceScalesFromItsFloor() {
    Sizing scaled = Sizing.units(10).scaledByConfidence(0.5);
    assertThat(units(scaled, 0.01, 0.1, 0.5)).isZero();
    assertThat(units(scaled, 0.01, 0.1, 0.75)).isCloseTo(5, within(1e-12));
    assertThat(units(scaled, 0.01, 0.1, 1)).isCloseTo(10, within(1e-12));
    assertThat(units(scaled, 0.01, 0.1, 0.2)).isZero();
  }

  @Test
  void aForecastIsAsConfidentAsItsLikelierSign() {
    // P(r > 0) of N(0.01, 0.02²) is Φ(0.5) = 0.6914624612740131.
    Conviction up = Conviction.from(Forecast.Distribution.of(NormalReturns.of(0.01, 0.02)));
    assertThat(up.confidence()).isCloseTo(0.6914624612740131, within(1e-12));
    assertThat(up.direction()).isEqualTo(1);
    Conviction down = Conviction.from(Forecast.Distribution.of(NormalReturns.of(-0.01, 0.02)));
    assertThat(down.confidence()).isCloseTo(0.6914624612740131, within(1e-12));
  }

  @Test
  void impossibleSizesAreRefusedByName() {
    assertThatThrownBy(() -> Sizing.units(0)).hasMessageContaining("units");
    assertThatThrownBy(() -> Sizing.kelly(1, Double.NaN)).hasMessageContaining("cap");
    assertThatThrownBy(() -> Sizing.targetVolatility(0.1, 1, 252, 1))
        .hasMessageContaining("window");
    assertThatThrownBy(() -> Sizing.fraction(1).scaledByConfidence(1))
        .hasMessageContaining("floor");
    assertThatThrownBy(() -> Sizing.kellyFraction(1.2, 1)).hasMessageContaining("p must");
    assertThatThrownBy(() -> new Conviction(0, 0, 0.5)).hasMessageContaining("volatility");
  }

  @Test
  void sizingsSayWhatTheyAre() {
    assertThat(Sizing.kelly(0.5, 2).scaledByConfidence(0.5).describe())
        .isEqualTo("kelly times 0.5, at most 2.0, scaled by confidence above 0.5");
  }
}
