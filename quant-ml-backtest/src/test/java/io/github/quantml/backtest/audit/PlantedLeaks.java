// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.NewsItem;
import io.github.quantml.backtest.Bars;
import io.github.quantml.math.Sums;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The leaks that researchers plant by accident, each beside the honest computation it imitates. */
final class PlantedLeaks {
  private static final int TRAINING = 100;

  private PlantedLeaks() {}

  /** A leak and its clean twin on the data that shows it. */
  record Pair(
      String name,
      AuditData data,
      Function<AuditData, double[]> leak,
      Function<AuditData, double[]> clean) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Pair> all() {
    AuditData daily = AuditData.of(Bars.daily("TEST", 400, 3));
    return Stream.of(
        new Pair("shift(-1)", daily, d -> returns(d.first(), 1), d -> returns(d.first(), 0)),
        new Pair("full-sample z-score", daily, PlantedLeaks::fullZ, PlantedLeaks::expandingZ),
        new Pair("centred window", daily, d -> mean(d, 5, 5), d -> mean(d, 10, 0)),
        new Pair(
            "higher interval joined by open time",
            intervals(),
            d -> higher(d, true),
            d -> higher(d, false)),
        new Pair(
            "scaler on all data",
            daily,
            d -> scaledModel(d, d.first().size()),
            d -> scaledModel(d, TRAINING)),
        new Pair("label inside a feature", daily, d -> encoded(d, true), d -> encoded(d, false)),
        new Pair(
            "survivorship universe",
            universe(),
            d -> universeReturn(d, true),
            d -> universeReturn(d, false)),
        new Pair("restated fundamentals", facts(), d -> earnings(d, true), d -> earnings(d, false)),
        new Pair(
            "calibrator on the test part",
            daily,
            d -> calibrated(d, d.first().size() - 101, d.first().size() - 1),
            d -> calibrated(d, 1, TRAINING)),
        new Pair("weights from the evaluation", daily, d -> pooled(d, true), d -> pooled(d, false)),
        new Pair("news by event time", news(), d -> newsCount(d, true), d -> newsCount(d, false)));
  }

  private static double[] returns(BarSeries bars, int shift) {
    double[] out = new double[bars.size()];
    Arrays.fill(out, Double.NaN);
    for (int i = 1; i < bars.size(); i++) {
      out[i - shift] = bars.close(i) / bars.close(i - 1) - 1;
    }
    return out;
  }

  private static double[] fullZ(AuditData d) {
    double[] x = d.first().toCloses();
    double mean = Sums.mean(x);
    double sd = Math.sqrt(Sums.variance(x, 1));
    return Arrays.stream(x).map(v -> (v - mean) / sd).toArray();
  }

  private static double[] expandingZ(AuditData d) {
    double[] x = d.first().toCloses();
    double[] out = new double[x.length];
    out[0] = Double.NaN;
    for (int i = 1; i < x.length; i++) {
      double[] past = Arrays.copyOf(x, i + 1);
      out[i] = (x[i] - Sums.mean(past)) / Math.sqrt(Sums.variance(past, 1));
    }
    return out;
  }

  private static double[] mean(AuditData d, int back, int ahead) {
    double[] x = d.first().toCloses();
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = Sums.mean(x, Math.max(0, i - back), Math.min(x.length, i + ahead + 1));
    }
    return out;
  }

  /** Hourly bars and the daily bars made of them, which close when the day does. */
  private static AuditData intervals() {
    BarSeries hours = Bars.hourly("TEST", 24 * 40, 8);
    BarSeriesBuilder days = BarSeries.builder("TEST", Duration.ofDays(1));
    for (int first = 0; first < hours.size(); first += 24) {
      double high = 0;
      double low = Double.MAX_VALUE;
      for (int i = first; i < first + 24; i++) {
        high = Math.max(high, hours.high(i));
        low = Math.min(low, hours.low(i));
      }
      int last = first + 23;
      days.add(hours.time(last), hours.open(first), high, low, hours.close(last), 1);
    }
    return AuditData.of(hours, days.build());
  }

  private static double[] higher(AuditData d, boolean byOpenTime) {
    BarSeries days = d.bars().get(1);
    BarSeries hours = d.first();
    double[] out = new double[hours.size()];
    for (int i = 0; i < out.length; i++) {
      Instant t = hours.time(i);
      int k = days.countUntil(byOpenTime ? t.plus(days.interval()) : t) - 1;
      out[i] = k < 0 ? Double.NaN : days.close(k);
    }
    return out;
  }

  /** A trend follower on standardised returns; the scaler sees the first {@code fit} bars. */
  private static double[] scaledModel(AuditData d, int fit) {
    double[] r = returns(d.first(), 0);
    double[] seen = Arrays.copyOfRange(r, 1, fit);
    double mean = Sums.mean(seen);
    double sd = Math.sqrt(Sums.variance(seen, 1));
    return Arrays.stream(r).map(v -> 0.3 * (v - mean) / sd).toArray();
  }

  /** The mean next-bar return by weekday, over all bars or over the labels known by then. */
  private static double[] encoded(AuditData d, boolean all) {
    BarSeries bars = d.first();
    double[] label = returns(bars, 1);
    double[] out = new double[bars.size()];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      int count = 0;
      int to = all ? out.length - 1 : i;
      for (int j = 0; j < to; j++) {
        if (j % 5 == i % 5) {
          sum += label[j];
          count++;
        }
      }
      out[i] = count == 0 ? Double.NaN : sum / count;
    }
    return out;
  }

  /** Two that live on and two that are delisted half way and towards the end. */
  private static AuditData universe() {
    return AuditData.of(
        Bars.daily("A", 400, 1),
        Bars.daily("B", 400, 2),
        Bars.daily("C", 260, 3, -.002, 0),
        Bars.daily("D", 380, 4, -.002, 0));
  }

  private static double[] universeReturn(AuditData d, boolean survivors) {
    BarSeries clock = d.first();
    Instant end = clock.time(clock.size() - 1);
    double[] out = new double[clock.size()];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      int count = 0;
      for (BarSeries b : d.bars()) {
        int k = b.countUntil(clock.time(i)) - 1;
        boolean traded = k > 0 && b.time(k).equals(clock.time(i));
        boolean member = !survivors || b.time(b.size() - 1).equals(end);
        if (traded && member) {
          sum += b.close(k) / b.close(k - 1) - 1;
          count++;
        }
      }
      out[i] = count == 0 ? Double.NaN : sum / count;
    }
    return out;
  }

  /** Quarterly earnings, known 30 days after the quarter and restated a year later. */
  private static AuditData facts() {
    BarSeries bars = Bars.daily("TEST", 500, 5);
    CounterRandom random = CounterRandom.of(9);
    List<Fact> facts = new ArrayList<>();
    Instant quarter = bars.time(0);
    while (quarter.isBefore(bars.time(bars.size() - 1))) {
      double value = 1 + random.nextDouble();
      Instant published = quarter.plus(Duration.ofDays(30));
      facts.add(new Fact("TEST", "earnings", quarter, published, value));
      facts.add(
          new Fact("TEST", "earnings", quarter, published.plus(Duration.ofDays(365)), value * 0.8));
      quarter = quarter.plus(Duration.ofDays(91));
    }
    return AuditData.of(bars).withFacts(facts);
  }

  private static double[] earnings(AuditData d, boolean newestVersion) {
    BarSeries bars = d.first();
    double[] out = new double[bars.size()];
    for (int i = 0; i < out.length; i++) {
      Instant t = bars.time(i);
      out[i] =
          d.facts().stream()
              .filter(f -> newestVersion ? !f.period().isAfter(t) : !f.known().isAfter(t))
              .max(Comparator.comparing(Fact::period).thenComparing(Fact::known))
              .map(Fact::value)
              .orElse(Double.NaN);
    }
    return out;
  }

  /** A score of momentum, scaled to next-bar returns by least squares on the bars [from, to). */
  private static double[] calibrated(AuditData d, int from, int to) {
    double[] score = returns(d.first(), 0);
    double[] label = returns(d.first(), 1);
    double xy = 0;
    double xx = 0;
    for (int i = Math.max(1, from); i < to; i++) {
      xy += score[i] * label[i];
      xx += score[i] * score[i];
    }
    double slope = xx > 0 ? xy / xx : 0;
    return Arrays.stream(score).map(v -> 1000 * slope * v).toArray();
  }

  /** Two experts (last return, mean return) weighted by their errors over all bars or the past. */
  private static double[] pooled(AuditData d, boolean evaluation) {
    double[] r = returns(d.first(), 0);
    int n = r.length;
    double[] out = new double[n];
    Arrays.fill(out, Double.NaN);
    double allA = 0;
    double allB = 0;
    double[] errorA = new double[n];
    double[] errorB = new double[n];
    double sum = 0;
    for (int i = 2; i < n; i++) {
      sum += r[i - 1];
      double mean = sum / (i - 1);
      errorA[i] = (r[i] - r[i - 1]) * (r[i] - r[i - 1]);
      errorB[i] = (r[i] - mean) * (r[i] - mean);
      allA += errorA[i];
      allB += errorB[i];
    }
    double pastA = 1e-4;
    double pastB = 1e-4;
    for (int i = 2; i < n; i++) {
      pastA += errorA[i];
      pastB += errorB[i];
      double a = evaluation ? allA : pastA;
      double b = evaluation ? allB : pastB;
      out[i] = 100 * (b / (a + b) * r[i] + a / (a + b) * Sums.mean(r, 1, i + 1));
    }
    return out;
  }

  /** News that the host receives hours after their time stamp. */
  private static AuditData news() {
    BarSeries bars = Bars.daily("TEST", 300, 6);
    CounterRandom random = CounterRandom.of(2);
    List<NewsItem> items = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      Instant published = bars.time(i).minus(Duration.ofHours(3));
      Instant received = published.plus(Duration.ofHours(1 + random.nextInt(40)));
      items.add(new NewsItem("TEST", published, received, "wire", "item " + i));
    }
    return AuditData.of(bars).withContext(MarketContext.builder().news(items).build());
  }

  private static double[] newsCount(AuditData d, boolean byEventTime) {
    BarSeries bars = d.first();
    double[] out = new double[bars.size()];
    for (int i = 0; i < out.length; i++) {
      Instant t = bars.time(i);
      out[i] =
          d.context().news().stream()
              .filter(x -> !(byEventTime ? x.published() : x.received()).isAfter(t))
              .count();
    }
    return out;
  }
}
