// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RealisedVolatilityTest {
  private static BarSeries bars() {
    BarSeriesBuilder out = BarSeries.builder("SPX", Duration.ofDays(1));
    for (String[] f : Samples.sp500()) {
      double[] x = new double[4];
      for (int i = 0; i < 4; i++) {
        x[i] = Double.parseDouble(f[i + 1]);
      }
      out.add(
          LocalDate.parse(f[0], DateTimeFormatter.ofPattern("M/d/uuuu"))
              .atTime(21, 0)
              .toInstant(ZoneOffset.UTC),
          x[0],
          x[1],
          x[2],
          x[3],
          Double.parseDouble(f[6]));
    }
    return out.build();
  }

  /** Section 4.7 of the reference. */
  @Test
  @Tag("data")
  void realised_volatilities_of_the_sp500() {
    BarSeries bars = bars();
    int[] n = {252, 30, 5030};
    double[][] want = {
      {.170718062584, .267084608968, .191103564624}, {.170435401090, .265562428554, .191097836766},
      {.142332477165, .224682614644, .159116321603}, {.138143925171, .220014269314, .148402318368},
      {.154262434513, .241814849804, .150581136866}, {.136372744002, .218847514749, .146318639024},
      {.154827402605, .243866700220, .154492443573}
    };
    List<RealisedVolatility> kinds = List.of(RealisedVolatility.values());
    for (int i = 0; i < want.length; i++) {
      for (int j = 0; j < n.length; j++) {
        assertThat(kinds.get(i).of(bars, n[j], 252))
            .as("%s %d", kinds.get(i), n[j])
            .isCloseTo(want[i][j], within(1e-11));
      }
    }
    for (RealisedVolatility kind : kinds) {
      double[] all = kind.rolling(bars, 30, 252);
      assertThat(all).hasSize(bars.size() - 30);
      for (int i = 0; i < all.length; i += 97) {
        assertThat(all[i]).isCloseTo(kind.of(bars.window(0, 31 + i), 30, 252), within(1e-12));
      }
    }
    assertThat(RealisedVolatility.BIPOWER.of(bars, 252, 252)).isBetween(.1, .2);
    assertThatThrownBy(() -> RealisedVolatility.PARKINSON.of(bars, 6000, 252))
        .isInstanceOf(InsufficientDataException.class);
    assertThatThrownBy(() -> RealisedVolatility.PARKINSON.of(bars, 1, 252))
        .hasMessageContaining("n: must be at least 2");
  }

  @Test
  void har_recovers_its_coefficients() {
    CounterRandom random = CounterRandom.of(2);
    double[] v = new double[4000];
    Arrays.fill(v, 0, 22, 1);
    for (int t = 21; t < v.length - 1; t++) {
      double week = 0;
      double month = 0;
      for (int i = 0; i < 22; i++) {
        week += i < 5 ? v[t - i] / 5 : 0;
        month += v[t - i] / 22;
      }
      v[t + 1] = .1 + .3 * v[t] + .35 * week + .25 * month + .2 * (random.nextDouble() - .5);
    }
    HarRv f = HarRv.fit(v);
    assertThat(f.daily()).isCloseTo(.3, within(.1));
    assertThat(f.weekly()).isCloseTo(.35, within(.12));
    assertThat(f.monthly()).isCloseTo(.25, within(.12));
    assertThat(f.forecast(v, 500)[499]).isCloseTo(1, within(.15));
    assertThatThrownBy(() -> HarRv.fit(new double[30]))
        .isInstanceOf(InsufficientDataException.class);
  }
}
