// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.cyclical.pattern.StreamingMatrixProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.util.FastMath;

/**
 * Finds what does not belong in bars and in trades, by several detectors at once, and says so in
 * plain sentences.
 *
 * <p>Causal: what is found at t depends on the data up to t, and stays the same when the series
 * goes on. Every method alarms at about {@link AnomalyConfig#perThousand} in 1,000 ordinary values;
 * so all together raise up to six times as many. Nothing is found in the warm-up: the window and 41
 * bars for the single columns, and as many values again for the methods that learn their level
 * (combinations, trade sizes). These get used to events that come more often than their rate.
 * Volume and range are watched for unusually much, not for little. Immutable, thread-safe.
 */
public final class AnomalyDetector {
  // Tails of ordinary values: standardised returns; logarithms of volume and range, distances.
  private static final double RETURN_FREEDOM = 4;
  private static final double LOG_FREEDOM = 20;

  private static final int STARTS = 100;
  private static final int TREES = 50;
  private static final int PAST_TRADES = 20;

  private final AnomalyConfig config;

  private AnomalyDetector(AnomalyConfig config) {
    this.config = config;
  }

  /** A detector with {@link AnomalyConfig#defaults}. */
  public static AnomalyDetector withDefaults() {
    return of(AnomalyConfig.defaults());
  }

  /** A detector with settings. */
  public static AnomalyDetector of(AnomalyConfig config) {
    return new AnomalyDetector(config);
  }

  /** Anomalies of bars, oldest first; none in a series shorter than the warm-up. */
  public List<Anomaly> detect(BarSeries bars) {
    List<Anomaly> found = new ArrayList<>();
    BarFeatures features = new BarFeatures(bars);
    columns(bars, features, found);
    combinations(bars, features, found);
    shapes(bars, found);
    for (DataIssue issue : DataQuality.defaults().check(bars)) {
      found.add(issue(bars, issue));
    }
    found.sort(Anomaly.ORDER);
    return List.copyOf(found);
  }

  private void columns(BarSeries bars, BarFeatures f, List<Anomaly> found) {
    GuardedZ price = new GuardedZ(config, RETURN_FREEDOM);
    GuardedZ gap = new GuardedZ(config, RETURN_FREEDOM);
    GuardedZ volume = new GuardedZ(config, LOG_FREEDOM);
    GuardedZ range = new GuardedZ(config, LOG_FREEDOM);
    for (int t = 1; t < bars.size(); t++) {
      double unit = f.deviation[t] > 0 ? f.deviation[t] : Double.POSITIVE_INFINITY;
      z(bars, t, Anomaly.Kind.PRICE, price, f.returns[t], unit, false, found);
      z(bars, t, Anomaly.Kind.GAP, gap, f.gap[t], unit, false, found);
      if (t >= BarFeatures.FIRST) {
        z(bars, t, Anomaly.Kind.VOLUME, volume, f.volume[t], 1, true, found);
        z(bars, t, Anomaly.Kind.RANGE, range, f.range[t], 1, true, found);
      }
    }
  }

  private static void z(
      BarSeries bars,
      int t,
      Anomaly.Kind kind,
      GuardedZ detector,
      double x,
      double yardstick,
      boolean upOnly,
      List<Anomaly> found) {
    double score = detector.update(x, yardstick);
    if (!(score > detector.threshold()) || (upOnly && x <= 0)) {
      return;
    }
    // Where nearly all bars open at the last close, every gap is far from usual; it is odd only if
    // it is as large as what a whole bar moves.
    if (kind == Anomaly.Kind.GAP && Math.abs(x) < yardstick) {
      return;
    }
    String what =
        switch (kind) {
          case PRICE -> percent(x) + " from close to close";
          case GAP -> percent(x) + " from the close to the open";
          case VOLUME -> times(x) + " the usual volume";
          default -> times(x) + " the usual range";
        };
    found.add(
        new Anomaly(
            bars.time(t),
            t,
            kind,
            Anomaly.Method.ROBUST_Z,
            score,
            detector.threshold(),
            OptionalDouble.of(detector.pValue(score)),
            String.format(
                Locale.ROOT,
                "%s: %.1f robust deviations, ordinary values stay below %.1f",
                what,
                score,
                detector.threshold())));
  }

  private static String percent(double logarithm) {
    return String.format(Locale.ROOT, "%+.2f %%", 100 * FastMath.expm1(logarithm));
  }

  private static String times(double logarithm) {
    return String.format(Locale.ROOT, "%.1f times", FastMath.exp(logarithm));
  }

  private OnlineDetector level() {
    return new PeaksOverThreshold(config.perThousand() / 1000, config.calibration(), 0).stream();
  }

  /** Robust distance and isolation of the rows, by fits on the rows before. */
  private void combinations(BarSeries bars, BarFeatures f, List<Anomaly> found) {
    int n = bars.size();
    int first = BarFeatures.FIRST + config.window();
    OnlineDetector distances = level();
    OnlineDetector isolations = level();
    Optional<MinimumCovariance> covariance = Optional.empty();
    Optional<IsolationForest> forest = Optional.empty();
    boolean[] used = new boolean[0];
    for (int t = first; t < n; t++) {
      if ((t - first) % config.refit() == 0) {
        double[][] rows = new double[config.window()][];
        for (int i = 0; i < rows.length; i++) {
          rows[i] = f.row(t - rows.length + i);
        }
        used = varied(rows);
        double[][] reduced = reduced(rows, used);
        boolean any = reduced[0].length > 0;
        covariance =
            any ? MinimumCovariance.tryFit(reduced, STARTS, config.seed()) : Optional.empty();
        forest =
            any
                ? Optional.of(IsolationForest.fit(reduced, TREES, 256, config.seed()))
                : Optional.empty();
      }
      double[] row = reduced(new double[][] {f.row(t)}, used)[0];
      if (covariance.isPresent()) {
        double d = Math.sqrt(covariance.get().squaredDistance(row));
        double score = distances.update(FastMath.log1p(d));
        if (distances.alarm()) {
          found.add(combination(bars, t, f, Anomaly.Method.MAHALANOBIS, score, d));
        }
      }
      if (forest.isPresent()) {
        double isolation = forest.get().score(row);
        double score = isolations.update(isolation);
        if (isolations.alarm()) {
          found.add(combination(bars, t, f, Anomaly.Method.ISOLATION_FOREST, score, isolation));
        }
      }
    }
  }

  /** Columns in which fewer than half of the rows share one value. */
  private static boolean[] varied(double[][] rows) {
    boolean[] used = new boolean[rows[0].length];
    for (int c = 0; c < used.length; c++) {
      SortedWindow values = new SortedWindow(rows.length);
      for (double[] row : rows) {
        values.add(row[c]);
      }
      used[c] = values.deviation() > 0;
    }
    return used;
  }

  private static double[][] reduced(double[][] rows, boolean[] used) {
    int count = 0;
    for (boolean u : used) {
      count += u ? 1 : 0;
    }
    double[][] out = new double[rows.length][count];
    for (int i = 0; i < rows.length; i++) {
      int k = 0;
      for (int c = 0; c < used.length; c++) {
        if (used[c]) {
          out[i][k++] = rows[i][c];
        }
      }
    }
    return out;
  }

  private static Anomaly combination(
      BarSeries bars, int t, BarFeatures f, Anomaly.Method method, double score, double value) {
    String measure =
        method == Anomaly.Method.MAHALANOBIS
            ? String.format(Locale.ROOT, "robust distance %.1f", value)
            : String.format(Locale.ROOT, "isolation %.2f", value);
    return new Anomaly(
        bars.time(t),
        t,
        Anomaly.Kind.COMBINATION,
        method,
        score,
        1,
        OptionalDouble.empty(),
        String.format(
            Locale.ROOT,
            "return %s with gap %s, %s the usual volume and %s the usual range: %s, above its"
                + " learned level",
            percent(f.returns[t]),
            percent(f.gap[t]),
            times(f.volume[t]),
            times(f.range[t]),
            measure));
  }

  /** Distance of the course of the last bars to the most similar before. */
  private void shapes(BarSeries bars, List<Anomaly> found) {
    StreamingMatrixProfile profile = StreamingMatrixProfile.of(config.shape());
    GuardedZ detector = new GuardedZ(config, LOG_FREEDOM);
    // The first windows have few before them to resemble.
    int first = config.window() + config.shape();
    long last = Long.MIN_VALUE / 2;
    double before = 0;
    for (int t = 0; t < bars.size(); t++) {
      profile.update(FastMath.log(bars.close(t)));
      double distance = profile.windows() == 0 ? Double.POSITIVE_INFINITY : profile.distance();
      if (t < first || !(distance < Double.POSITIVE_INFINITY)) {
        continue;
      }
      double score = detector.update(distance, Double.POSITIVE_INFINITY);
      boolean rose = distance > before;
      before = distance;
      // One odd course is in as many windows as it has bars.
      if (score > detector.threshold() && rose && t - last >= 2L * config.shape()) {
        last = t;
        found.add(
            new Anomaly(
                bars.time(t),
                t,
                Anomaly.Kind.SHAPE,
                Anomaly.Method.DISCORD,
                score,
                detector.threshold(),
                OptionalDouble.empty(),
                String.format(
                    Locale.ROOT,
                    "the course of the last %d bars resembles none before: distance %.2f, %.1f"
                        + " robust deviations above the usual",
                    config.shape(),
                    distance,
                    score)));
      }
    }
  }

  private static Anomaly issue(BarSeries bars, DataIssue issue) {
    String text =
        switch (issue.rule()) {
          case STALE -> String.format(Locale.ROOT, "the same bar for %.0f bars", issue.value());
          case SPLIT_LIKE ->
              String.format(
                  Locale.ROOT, "the price moved by a factor of %.4g, like a split", issue.value());
          case CROSSED -> "open, high, low and close do not fit together";
          case NO_VOLUME ->
              String.format(
                  Locale.ROOT, "the price moved by %+.2f %% without volume", 100 * issue.value());
        };
    return new Anomaly(
        bars.time(issue.bar()),
        issue.bar(),
        Anomaly.Kind.DATA,
        Anomaly.Method.RULE,
        Math.abs(issue.value()),
        0,
        OptionalDouble.empty(),
        text);
  }

  /**
   * Anomalies of trades, oldest first: prices off the median of the 20 trades before, and sizes
   * beyond their learned level.
   *
   * @param times of the trades, not decreasing
   * @param prices positive, as many
   * @param sizes positive, as many
   */
  public List<Anomaly> detect(Instant[] times, double[] prices, double[] sizes) {
    int n = times.length;
    if (prices.length != n || sizes.length != n) {
      throw new IllegalArgumentException(
          "trades: need as many prices and sizes as times, got "
              + prices.length
              + " and "
              + sizes.length
              + " for "
              + n);
    }
    GuardedZ price = new GuardedZ(config, RETURN_FREEDOM);
    OnlineDetector size = level();
    List<Anomaly> found = new ArrayList<>();
    SortedWindow recent = new SortedWindow(PAST_TRADES);
    double typical = 0;
    for (int t = 0; t < n; t++) {
      requireTrade(times, prices, sizes, t);
      if (recent.full()) {
        double x = FastMath.log(prices[t] / recent.median());
        double score = price.update(x, typical > 0 ? Math.sqrt(typical) : Double.POSITIVE_INFINITY);
        if (score > price.threshold()) {
          found.add(tradePrice(times, t, x, score, price));
        }
        double square = typical > 0 ? Math.min(x * x, 16 * typical) : x * x;
        typical = typical > 0 ? 0.98 * typical + 0.02 * square : square;
      }
      recent.add(prices[t]);
      double score = size.update(FastMath.log(sizes[t]));
      if (size.alarm()) {
        found.add(
            new Anomaly(
                times[t],
                t,
                Anomaly.Kind.TRADE_SIZE,
                Anomaly.Method.EXTREME_VALUE,
                score,
                1,
                OptionalDouble.empty(),
                String.format(
                    Locale.ROOT,
                    "size %.6g is above its learned level: %.1f times as far out",
                    sizes[t],
                    score)));
      }
    }
    found.sort(Anomaly.ORDER);
    return List.copyOf(found);
  }

  private static Anomaly tradePrice(
      Instant[] times, int t, double x, double score, GuardedZ detector) {
    return new Anomaly(
        times[t],
        t,
        Anomaly.Kind.TRADE_PRICE,
        Anomaly.Method.ROBUST_Z,
        score,
        detector.threshold(),
        OptionalDouble.of(detector.pValue(score)),
        String.format(
            Locale.ROOT,
            "%s off the median of the %d trades before: %.1f robust deviations, ordinary values"
                + " stay below %.1f",
            percent(x),
            PAST_TRADES,
            score,
            detector.threshold()));
  }

  private static void requireTrade(Instant[] times, double[] prices, double[] sizes, int t) {
    if (t > 0 && times[t].isBefore(times[t - 1])) {
      throw new InvalidDataException(
          "trade " + t + ": time must not decrease, got " + times[t] + " after " + times[t - 1]);
    }
    if (!(prices[t] > 0 && prices[t] < Double.POSITIVE_INFINITY)) {
      throw new InvalidDataException(
          "trade " + t + ": price must be positive and finite, got " + prices[t]);
    }
    if (!(sizes[t] > 0 && sizes[t] < Double.POSITIVE_INFINITY)) {
      throw new InvalidDataException(
          "trade " + t + ": size must be positive and finite, got " + sizes[t]);
    }
  }
}
