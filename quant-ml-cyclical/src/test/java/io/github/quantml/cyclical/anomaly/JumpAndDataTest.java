// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.cyclical.anomaly.DataIssue.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jump tests, data rules and the event score. */
class JumpAndDataTest {
  @Test
  void lee_mykland_follows_its_formula() {
    double[] r = new double[40];
    for (int t = 0; t < r.length; t++) {
      r[t] = t % 2 == 0 ? 0.01 : -0.01;
    }
    r[30] = 0.1;
    FilteredAnomalies found = new LeeMykland(16, 0.01, 1000).scan(r);
    // By hand: n = 1000, c = 0.797885, sqrt(2 ln n) = 3.716922; C = 4.117033, S = 0.337195.
    double c = Math.sqrt(2 / Math.PI);
    double root = Math.sqrt(2 * Math.log(1000));
    double centre = root / c - (Math.log(Math.PI) + Math.log(Math.log(1000))) / (2 * c * root);
    assertThat(found.score(14)).isNaN();
    assertThat(found.score(15)).isCloseTo((1 - centre) * c * root, within(1e-9));
    assertThat(found.score(30)).isCloseTo((10 - centre) * c * root, within(1e-9));
    assertThat(found.alarms()).containsExactly(30);
  }

  @Test
  void bipower_variation_keeps_its_size_and_finds_a_jump() {
    int rejected = 0;
    for (int i = 0; i < 400; i++) {
      rejected += BipowerJumpTest.of(Noise.gaussian(390, i)).pValue() <= 0.05 ? 1 : 0;
    }
    // Binomial(400, 0.05): 20 expected, sd 4.4; the ratio test is slightly liberal.
    assertThat(rejected).isBetween(8, 36);
    double[] r = Noise.gaussian(390, 3);
    r[199] = 0.1;
    r[200] = 20;
    r[201] = 0.1;
    BipowerJumpTest jump = BipowerJumpTest.of(r);
    assertThat(jump.pValue()).isLessThan(1e-3);
    assertThat(jump.jumpShare()).isCloseTo(400.0 / 790, within(0.06));
    // |r| = 1 throughout: RV = n, BV = (π/2)·n.
    double[] flat = new double[20];
    for (int t = 0; t < flat.length; t++) {
      flat[t] = t % 2 == 0 ? 1 : -1;
    }
    assertThat(BipowerJumpTest.of(flat).realisedVariance()).isEqualTo(20);
    assertThat(BipowerJumpTest.of(flat).bipowerVariation()).isCloseTo(10 * Math.PI, within(1e-12));
  }

  @Test
  void data_rules_find_stale_split_crossed_and_volumeless_bars() {
    int n = 120;
    double[] close = new double[n];
    double[] noise = Noise.gaussian(n, 6);
    double price = 100;
    for (int t = 0; t < n; t++) {
      price *= 1 + 0.01 * noise[t];
      close[t] = t >= 90 ? price / 2 : price;
    }
    double[] open = close.clone();
    double[] high = Arrays.stream(close).map(v -> v * 1.001).toArray();
    double[] low = Arrays.stream(close).map(v -> v * 0.999).toArray();
    double[] volume = new double[n];
    Arrays.fill(volume, 1000);
    for (double[] column : List.of(open, high, low, close)) {
      Arrays.fill(column, 70, 76, column[69]);
    }
    volume[30] = 0;
    high[50] = low[50] * 0.99;
    List<DataIssue> issues = DataQuality.defaults().check(open, high, low, close, volume);
    assertThat(issues.stream().filter(i -> i.rule() == Rule.STALE).map(DataIssue::bar))
        .containsExactly(73, 74, 75);
    assertThat(issues.stream().filter(i -> i.rule() == Rule.SPLIT_LIKE))
        .containsExactly(new DataIssue(90, Rule.SPLIT_LIKE, 0.5));
    assertThat(issues.stream().filter(i -> i.rule() == Rule.CROSSED).map(DataIssue::bar))
        .containsExactly(50);
    assertThat(issues.stream().filter(i -> i.rule() == Rule.NO_VOLUME).map(DataIssue::bar))
        .containsExactly(30);
  }

  @Test
  void clean_bars_have_no_issue() {
    BarSeriesBuilder bars = BarSeries.builder("TEST", Duration.ofDays(1));
    double[] noise = Noise.garchT(300, 6);
    double price = 100;
    for (int t = 0; t < noise.length; t++) {
      price *= Math.exp(noise[t]);
      bars.add(Instant.EPOCH.plus(Duration.ofDays(t)), price, price, price, price, 10);
    }
    assertThat(DataQuality.defaults().check(bars.build())).isEmpty();
  }

  @Test
  void events_are_scored_one_by_one() {
    List<EventScore.Event> events =
        List.of(new EventScore.Event(10, 19), EventScore.Event.at(50), EventScore.Event.at(80));
    EventScore score = EventScore.of(events, new int[] {12, 13, 14, 30, 52, 90}, 2, 1);
    assertThat(score).isEqualTo(new EventScore(3, 2, 4, 2, 2));
    assertThat(score.precision()).isEqualTo(0.5);
    assertThat(score.recall()).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(score.f1()).isCloseTo(4 / 7.0, within(1e-15));
  }
}
