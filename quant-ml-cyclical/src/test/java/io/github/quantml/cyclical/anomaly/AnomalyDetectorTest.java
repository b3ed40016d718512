// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;

class AnomalyDetectorTest {
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final int BARS = 2_000;

  private static Instant time(int i) {
    return START.plus(Duration.ofDays(i));
  }

  /** What is planted into ordinary bars. */
  private enum Plant {
    NONE,
    PRICE,
    VOLUME,
    RANGE,
    GAP
  }

  /**
   * Student-t(5) returns with a volatility that wanders, lognormal volume that follows it, and gaps
   * unless the market never closes; with an event every hundred bars from 700 on.
   */
  private static BarSeries bars(long seed, boolean gaps, Plant plant) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder builder = BarSeries.builder("ABC", Duration.ofDays(1));
    double close = 100;
    double logVolatility = 0;
    for (int i = 0; i < BARS; i++) {
      boolean event = i >= 700 && i % 100 == 0;
      logVolatility = 0.97 * logVolatility + 0.08 * random.nextGaussian();
      double volatility = 0.01 * FastMath.exp(logVolatility);
      double gap = gaps ? 0.3 * volatility * random.nextStudentT(5) : 0;
      double move = volatility * Math.sqrt(0.6) * random.nextStudentT(5);
      double volume = 1e6 * FastMath.exp(0.5 * logVolatility + 0.3 * random.nextGaussian());
      double wick = volatility * (0.2 + random.nextDouble());
      if (event) {
        move += plant == Plant.PRICE ? 15 * volatility : 0;
        gap += plant == Plant.GAP ? 12 * volatility : 0;
        volume *= plant == Plant.VOLUME ? 12 : 1;
        wick *= plant == Plant.RANGE ? 15 : 1;
      }
      double open = close * FastMath.exp(gap);
      close = open * FastMath.exp(move);
      builder.add(
          time(i),
          open,
          Math.max(open, close) * FastMath.exp(wick),
          Math.min(open, close) * FastMath.exp(-wick),
          close,
          volume);
    }
    return builder.build();
  }

  private static final List<EventScore.Event> EVENTS = new ArrayList<>();

  static {
    for (int i = 700; i < BARS; i += 100) {
      EVENTS.add(EventScore.Event.at(i));
    }
  }

  private static EventScore score(Plant plant, Anomaly.Kind kind) {
    int events = 0;
    int found = 0;
    int episodes = 0;
    int right = 0;
    for (long seed = 1; seed <= 2; seed++) {
      int[] alarms =
          AnomalyDetector.withDefaults().detect(bars(seed, true, plant)).stream()
              .filter(a -> a.kind() == kind)
              .mapToInt(Anomaly::index)
              .distinct()
              .toArray();
      EventScore s = EventScore.of(EVENTS, alarms, 1, 1);
      events += s.events();
      found += s.found();
      episodes += s.episodes();
      right += s.right();
    }
    return new EventScore(events, found, episodes, right, 0);
  }

  @Test
  void plantedEventsAreFoundByTheirKindAndLittleElse() {
    Map<Plant, Anomaly.Kind> kinds = new EnumMap<>(Plant.class);
    kinds.put(Plant.PRICE, Anomaly.Kind.PRICE);
    kinds.put(Plant.VOLUME, Anomaly.Kind.VOLUME);
    kinds.put(Plant.RANGE, Anomaly.Kind.RANGE);
    kinds.put(Plant.GAP, Anomaly.Kind.GAP);
    kinds.forEach(
        (plant, kind) -> {
          EventScore s = score(plant, kind);
          // A range 10 times the usual is 4 deviations of its logarithm, just above the threshold.
          assertThat(s.recall())
              .as("recall of %s: %s", plant, s)
              .isGreaterThan(plant == Plant.RANGE ? 0.7 : 0.95);
          assertThat(s.precision()).as("precision of %s: %s", plant, s).isGreaterThan(0.8);
        });
  }

  @Test
  void onOrdinaryBarsEachMethodAlarmsAtAboutItsRate() {
    Map<Anomaly.Kind, Integer> alarms = new EnumMap<>(Anomaly.Kind.class);
    int total = 0;
    int rounds = 4;
    for (long seed = 101; seed <= 100 + rounds; seed++) {
      for (Anomaly a :
          AnomalyDetector.withDefaults().detect(bars(seed, seed % 2 == 0, Plant.NONE))) {
        alarms.merge(a.kind(), 1, Integer::sum);
        total++;
        assertThat(a.score()).isGreaterThan(a.threshold());
        assertThat(a.text()).isNotBlank();
      }
    }
    double thousands = rounds * BARS / 1000.0;
    // One in a thousand for each of up to seven detectors is what the settings say.
    assertThat(total / thousands).as("%s", alarms).isLessThan(7);
    alarms.forEach(
        (kind, count) ->
            assertThat(count / thousands).as("%s in %s", kind, alarms).isLessThan(2.5));
    assertThat(alarms).doesNotContainKey(Anomaly.Kind.DATA);
  }

  @Test
  void whatIsFoundDoesNotChangeWhenTheSeriesGoesOn() {
    BarSeries bars = bars(3, true, Plant.PRICE);
    AnomalyDetector detector =
        AnomalyDetector.of(AnomalyConfig.defaults().withWindow(100).withPerThousand(5));
    List<Anomaly> all = detector.detect(bars);
    assertThat(all).isNotEmpty();
    for (int known = 150; known < BARS; known += 333) {
      int n = known;
      assertThat(detector.detect(bars.window(0, n)))
          .isEqualTo(all.stream().filter(a -> a.index() < n).toList());
    }
  }

  @Test
  void aMarketWithoutGapsRaisesOnlyForOneThatMatters() {
    BarSeries quiet = bars(2, false, Plant.NONE);
    assertThat(AnomalyDetector.withDefaults().detect(quiet))
        .extracting(Anomaly::kind)
        .doesNotContain(Anomaly.Kind.GAP);
    List<Anomaly> gaps =
        AnomalyDetector.withDefaults().detect(bars(2, false, Plant.GAP)).stream()
            .filter(a -> a.kind() == Anomaly.Kind.GAP)
            .toList();
    assertThat(gaps).hasSizeGreaterThan(8);
    assertThat(gaps.get(0).text()).contains("from the close to the open");
  }

  @Test
  void combinationsAreSeenThatNoColumnShows() {
    // A large return usually comes with a wide range and volume; here it comes with little of both.
    CounterRandom random = CounterRandom.of(8);
    BarSeriesBuilder builder = BarSeries.builder("ABC", Duration.ofDays(1));
    double close = 100;
    TreeSet<Integer> odd = new TreeSet<>(List.of(1200, 1400, 1600, 1800));
    for (int i = 0; i < BARS; i++) {
      double size = odd.contains(i) ? 2.2 : random.nextGaussian();
      double move = 0.01 * size;
      double activity = odd.contains(i) ? -0.6 : Math.abs(size) - 0.8;
      double open = close;
      close = open * FastMath.exp(move);
      double wick = 0.002 + (odd.contains(i) ? 0 : 0.002 * random.nextDouble());
      builder.add(
          time(i),
          open,
          Math.max(open, close) * (1 + wick),
          Math.min(open, close) * (1 - wick),
          close,
          1e6 * FastMath.exp(activity + 0.1 * random.nextGaussian()));
    }
    List<Anomaly> found =
        AnomalyDetector.of(AnomalyConfig.defaults().withPerThousand(3)).detect(builder.build());
    assertThat(found.stream().filter(a -> a.kind() == Anomaly.Kind.COMBINATION).map(Anomaly::index))
        .containsAll(odd);
  }

  @Test
  void aCourseLikeNoneBeforeIsFoundOnce() {
    CounterRandom random = CounterRandom.of(12);
    BarSeriesBuilder builder = BarSeries.builder("ABC", Duration.ofDays(1));
    double close = 100;
    for (int i = 0; i < BARS; i++) {
      // A random walk is smooth beside prices that jump to and fro.
      boolean odd = i >= 1500 && i < 1520;
      close *= FastMath.exp(odd ? (i % 2 == 0 ? 0.012 : -0.012) : 0.01 * random.nextGaussian());
      builder.add(time(i), close, close * 1.001, close * 0.999, close, 1000);
    }
    List<Integer> found =
        AnomalyDetector.withDefaults().detect(builder.build()).stream()
            .filter(a -> a.kind() == Anomaly.Kind.SHAPE)
            .map(Anomaly::index)
            .toList();
    assertThat(found).hasSize(1).allMatch(i -> i >= 1505 && i <= 1525);
  }

  @Test
  void badDataAreSaidInPlainWords() {
    BarSeriesBuilder builder = BarSeries.builder("ABC", Duration.ofDays(1));
    CounterRandom random = CounterRandom.of(4);
    double close = 100;
    for (int i = 0; i < 200; i++) {
      boolean still = i >= 100 && i < 110;
      if (!still) {
        close *= FastMath.exp(0.01 * random.nextGaussian());
        close = i == 150 ? close / 2 : close;
      }
      builder.add(time(i), close, close * 1.001, close * 0.999, close, i == 60 ? 0 : 1000);
    }
    List<Anomaly> found = AnomalyDetector.withDefaults().detect(builder.build());
    assertThat(found)
        .extracting(Anomaly::text)
        .anyMatch(t -> t.contains("without volume"))
        .anyMatch(t -> t.contains("the same bar for 5 bars"))
        .anyMatch(t -> t.contains("factor of 0.5000, like a split"));
  }

  @Test
  void oddTradesAreFoundAndOrdinaryOnesAreNot() {
    int n = 5_000;
    CounterRandom random = CounterRandom.of(6);
    Instant[] times = new Instant[n];
    double[] prices = new double[n];
    double[] sizes = new double[n];
    double middle = 50;
    for (int i = 0; i < n; i++) {
      times[i] = START.plusMillis(100L * i);
      middle *= FastMath.exp(0.0002 * random.nextStudentT(5));
      // The price bounces between bid and offer on a grid of cents.
      prices[i] = Math.round(100 * middle + (random.nextBoolean() ? 0.5 : -0.5)) / 100.0;
      sizes[i] = FastMath.exp(1.2 * random.nextGaussian());
      if (i >= 1000 && i % 500 == 0) {
        prices[i] *= 1.02;
      }
      if (i >= 1000 && i % 500 == 250) {
        sizes[i] *= 500;
      }
    }
    List<Anomaly> found = AnomalyDetector.withDefaults().detect(times, prices, sizes);
    List<Integer> price = new ArrayList<>();
    List<Integer> size = new ArrayList<>();
    for (Anomaly a : found) {
      (a.kind() == Anomaly.Kind.TRADE_PRICE ? price : size).add(a.index());
    }
    assertThat(price).contains(1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500);
    assertThat(price.size() - 8).isLessThanOrEqualTo(12);
    assertThat(size.stream().filter(i -> i >= 1000 && i % 500 == 250).count())
        .isGreaterThanOrEqualTo(7);
    assertThat(size.size()).isLessThanOrEqualTo(20);
    assertThat(AnomalyDetector.withDefaults().detect(new Instant[0], new double[0], new double[0]))
        .isEmpty();
    prices[7] = -1;
    assertThatThrownBy(() -> AnomalyDetector.withDefaults().detect(times, prices, sizes))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("trade 7: price");
  }
}
