// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.SimilarPattern;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.cyclical.pattern.Match;
import io.github.quantml.cyclical.pattern.SubsequenceSearch;
import io.github.quantml.math.distribution.StudentTReturns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.util.FastMath;

/**
 * What {@link PatternTrainer} makes: the training history as a library of analogues.
 *
 * <p>The library is only used as far as it lies before the bars given to {@link #predict}, and an
 * analogue only if the outcome it is remembered for had ended at the last of those bars.
 */
public final class PatternModel implements PortableModel {
  private static final int MOST_SHOWN = 5;
  private static final int FEWEST = 2;
  private static final double DEGREES_OF_FREEDOM = 8;
  private static final long NANOS = 1_000_000_000L;

  private final Horizon horizon;
  private final PatternConfig config;
  private final double[] closes;
  private final long[] times;
  private final double scale;
  private final Provenance provenance;

  PatternModel(
      Horizon horizon,
      PatternConfig config,
      double[] closes,
      long[] times,
      double scale,
      Provenance provenance) {
    this.horizon = horizon;
    this.config = config;
    this.closes = closes;
    this.times = times;
    this.scale = scale;
    this.provenance = provenance;
  }

  @Override
  public String name() {
    return PatternTrainer.NAME;
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  @Override
  public int warmUp() {
    return config.window();
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    int m = config.window();
    if (recent.size() < m) {
      throw new InsufficientDataException(
          recent.symbol() + ": bars to predict from", m, recent.size());
    }
    History history = History.of(closes, times, recent);
    int n = history.size();
    int last = n - m - Math.max(horizon.bars(), m); // latest start whose outcome has ended
    double[] query = history.logs(n - m, n);
    double present = volatility(query);
    if (last < 0 || !(present > 0)) {
      return new Forecast.Abstained(
          last < 0
              ? "there is no earlier stretch of " + m + " bars to compare with"
              : "the last " + m + " closes do not move");
    }
    SubsequenceSearch search = SubsequenceSearch.of(history.logs(0, n - horizon.bars()), m);
    List<Analogue> analogues = new ArrayList<>();
    for (Match match : search.nearest(query, config.neighbours(), Math.max(1, m / 2), last + 1)) {
      double past = volatility(search.window(match.start()));
      if (past > 0) {
        analogues.add(Analogue.of(match, history, m, horizon.bars(), present / past));
      }
    }
    return analogues.size() < FEWEST
        ? new Forecast.Abstained("fewer than " + FEWEST + " stretches of the past can be compared")
        : forecast(analogues, present);
  }

  private Forecast forecast(List<Analogue> analogues, double present) {
    double usual = scale * present * Math.sqrt(horizon.bars());
    double k = analogues.size();
    double sum = 0;
    for (Analogue a : analogues) {
      sum += a.scaled();
    }
    double mean = sum / (k + config.prior());
    double squares = config.prior() * usual * usual;
    for (Analogue a : analogues) {
      squares += (a.scaled() - mean) * (a.scaled() - mean);
    }
    double deviation = Math.sqrt(squares / (k + config.prior()));
    return new Forecast.Distribution(
        StudentTReturns.ofMoments(mean, deviation, DEGREES_OF_FREEDOM),
        Map.of("nearest_distance", analogues.get(0).pattern().distance(), "analogues", k),
        Insights.of(analogues.stream().limit(MOST_SHOWN).map(Analogue::pattern).toList()));
  }

  /** Root mean square one-bar log return of a stretch. */
  private static double volatility(double[] logs) {
    double squares = 0;
    for (int i = 1; i < logs.length; i++) {
      squares += (logs[i] - logs[i - 1]) * (logs[i] - logs[i - 1]);
    }
    return Math.sqrt(squares / (logs.length - 1));
  }

  /**
   * A stretch that looked like now.
   *
   * @param pattern the stretch and what followed
   * @param scaled what followed, from the volatility of then to that of now
   */
  private record Analogue(SimilarPattern pattern, double scaled) {
    static Analogue of(Match match, History h, int window, int horizon, double ratio) {
      int end = match.start() + window - 1;
      double followed = h.close(end + horizon) / h.close(end) - 1;
      return new Analogue(
          new SimilarPattern(h.time(match.start()), h.time(end), match.distance(), followed),
          ratio * followed);
    }
  }

  /** The library as far as it lies before the recent bars, and then these. */
  private record History(double[] closes, long[] times) {
    static History of(double[] library, long[] libraryTimes, BarSeries recent) {
      int found = Arrays.binarySearch(libraryTimes, recent.timeNanos(0));
      int before = found >= 0 ? found : -found - 1;
      double[] closes = Arrays.copyOf(library, before + recent.size());
      long[] times = Arrays.copyOf(libraryTimes, before + recent.size());
      recent.copyCloses(closes, before);
      for (int i = 0; i < recent.size(); i++) {
        times[before + i] = recent.timeNanos(i);
      }
      return new History(closes, times);
    }

    int size() {
      return closes.length;
    }

    double close(int i) {
      return closes[i];
    }

    Instant time(int i) {
      return Instant.ofEpochSecond(Math.floorDiv(times[i], NANOS), Math.floorMod(times[i], NANOS));
    }

    double[] logs(int from, int to) {
      double[] logs = new double[to - from];
      for (int i = from; i < to; i++) {
        logs[i - from] = FastMath.log(closes[i]);
      }
      return logs;
    }
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public ModelBundle toBundle() {
    return ModelBundle.builder(PatternTrainer.NAME, 1)
        .horizon("horizon", horizon)
        .integer("window", config.window())
        .integer("neighbours", config.neighbours())
        .number("prior", config.prior())
        .numbers("closes", closes)
        .integers("times", times)
        .number("scale", scale)
        .bundle("provenance", provenance.toBundle())
        .build();
  }

  static PatternModel from(ModelBundle bundle) {
    bundle.require(PatternTrainer.NAME, 1);
    double[] closes = bundle.numbers("closes");
    long[] times = bundle.integers("times", closes.length);
    for (int i = 0; i < times.length; i++) {
      if (!(closes[i] > 0) || (i > 0 && times[i] <= times[i - 1])) {
        throw new ModelFormatException(
            "pattern model: close " + closes[i] + " of bar " + i + " or its time is invalid");
      }
    }
    double scale = bundle.number("scale");
    if (!(scale > 0)) {
      throw new ModelFormatException("pattern model: scale must be positive, got " + scale);
    }
    try {
      return new PatternModel(
          bundle.horizon("horizon"),
          new PatternConfig(
              bundle.count("window", 5, Integer.MAX_VALUE),
              bundle.count("neighbours", 2, Integer.MAX_VALUE),
              bundle.number("prior")),
          closes,
          times,
          scale,
          Provenance.from(bundle.bundle("provenance")));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("pattern model: " + e.getMessage(), e);
    }
  }
}
