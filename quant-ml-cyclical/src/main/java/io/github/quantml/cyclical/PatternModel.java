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
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.cyclical.pattern.Analogues;
import io.github.quantml.cyclical.pattern.Match;
import io.github.quantml.math.distribution.StudentTReturns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

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
  private static final int DRAWS = 99;

  private final Horizon horizon;
  private final PatternConfig config;
  private final PatternLibrary library;
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
    this.library = PatternLibrary.of(closes, times, config.window());
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
    PatternLibrary.History history = PatternLibrary.History.of(library, recent);
    int n = history.size();
    int candidates = Analogues.startsBefore(n, m, horizon.bars());
    double present = history.volatility(n - m);
    if (candidates < 1 || !(present > 0)) {
      return new Forecast.Abstained(
          candidates < 1
              ? "there is no earlier stretch of " + m + " bars to compare with"
              : "the last " + m + " closes do not move");
    }
    int spacing = Math.max(m / 2, horizon.bars()); // outcomes of analogues do not overlap
    List<Match> matches = new ArrayList<>();
    for (Match match :
        history
            .search()
            .nearest(history.search().window(n - m), config.neighbours(), spacing, candidates)) {
      if (history.volatility(match.start()) > 0) {
        matches.add(match);
      }
    }
    return matches.size() < FEWEST
        ? new Forecast.Abstained("fewer than " + FEWEST + " stretches of the past can be compared")
        : forecast(history, matches, candidates, spacing, present);
  }

  private Forecast forecast(
      PatternLibrary.History history,
      List<Match> matches,
      int candidates,
      int spacing,
      double present) {
    IntToDoubleFunction scaled =
        start -> {
          double past = history.volatility(start);
          return past > 0 ? present / past * history.followed(start, horizon.bars()) : 0;
        };
    Analogues analogues =
        Analogues.of(matches, scaled, candidates, spacing, DRAWS, provenance.seed());
    double usual = scale * present * Math.sqrt(horizon.bars());
    double k = matches.size();
    double mean = k * analogues.mean() / (k + config.prior());
    double squares = config.prior() * usual * usual;
    for (Match match : matches) {
      double d = scaled.applyAsDouble(match.start()) - mean;
      squares += d * d;
    }
    double deviation = Math.sqrt(squares / (k + config.prior()));
    return new Forecast.Distribution(
        StudentTReturns.ofMoments(mean, deviation, DEGREES_OF_FREEDOM),
        Map.of(
            "analogue_p_value", analogues.pValue(),
            "analogue_return", analogues.mean(),
            "analogues", k,
            "nearest_distance", matches.get(0).distance()),
        Insights.of(
            matches.stream()
                .limit(MOST_SHOWN)
                .map(match -> history.pattern(match, horizon.bars()))
                .toList()));
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
        .numbers("closes", library.closes())
        .integers("times", library.times())
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
