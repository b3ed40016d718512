// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.cyclical.seasonal.CalendarEffect;
import io.github.quantml.cyclical.seasonal.CalendarEffects;
import io.github.quantml.cyclical.seasonal.CalendarKey;
import io.github.quantml.math.regression.LeastSquares;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ensemble member {@code seasonal}: forecasts with the calendar effects in returns that survive
 * a test, and abstains when there are none, which is the normal case in liquid markets.
 *
 * <p>An effect counts if its false discovery rate is within the level and its sign is the same in
 * both halves of the training bars. Deterministic; thread-safe.
 */
public final class SeasonalTrainer implements ModelTrainer {
  static final String NAME = "seasonal";
  private static final int LEAST_BARS = 251;
  private static final int MOST_EFFECTS = 5;
  private static final Duration DAY = Duration.ofDays(1);

  private final SeasonalConfig config;

  private SeasonalTrainer(SeasonalConfig config) {
    this.config = config;
  }

  /** A trainer with the given configuration. */
  public static SeasonalTrainer of(SeasonalConfig config) {
    return new SeasonalTrainer(config);
  }

  /** A trainer with {@link SeasonalConfig#defaults()}. */
  public static SeasonalTrainer withDefaults() {
    return of(SeasonalConfig.defaults());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ContextItem> uses() {
    return Set.of();
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return LEAST_BARS;
  }

  @Override
  public Map<String, String> settings() {
    return config.settings();
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    context.cancellation().check();
    TrainingData resolved = data.withHorizon(data.horizon());
    BarSeries bars = resolved.bars();
    LogReturns.requireBars("the seasonal model", bars, LEAST_BARS);
    double[] returns = LogReturns.of(bars);
    Instant[] closes = new Instant[returns.length];
    for (int t = 0; t < closes.length; t++) {
      closes[t] = bars.time(t + 1);
    }
    CalendarEffects test = CalendarEffects.of(keys(bars.interval()), config.zone());
    List<CalendarEffect> tested = test.test(closes, returns);
    List<CalendarEffect> found = select(test, tested, closes, returns);
    SeasonalState state =
        SeasonalState.fit(
            returns,
            closes,
            found,
            MarketHours.of(closes, bars.interval(), config.zone()),
            config,
            found.isEmpty() ? reason(tested, returns.length) : "");
    Provenance provenance = Provenance.of(NAME, resolved, context.seed(), settings());
    return new SeasonalModel(resolved.horizon(), provenance, state);
  }

  /**
   * The strongest effect that survives, then the strongest in what it leaves, and so on: a weak
   * Monday makes every other day look strong until it is taken out.
   */
  private List<CalendarEffect> select(
      CalendarEffects test, List<CalendarEffect> tested, Instant[] closes, double[] returns) {
    List<CalendarEffect> found = new ArrayList<>();
    List<CalendarEffect> left = tested;
    while (found.size() < MOST_EFFECTS) {
      Optional<CalendarEffect> next =
          left.stream()
              .filter(e -> e.qValue() <= config.level() && e.stable())
              .min(Comparator.comparingDouble(CalendarEffect::pValue));
      if (next.isEmpty()) {
        break;
      }
      found.add(next.get());
      double[][] labels = SeasonalState.labels(closes, found, config.zone());
      left = test.test(closes, LeastSquares.fitWithIntercept(returns, labels).residuals());
    }
    return List.copyOf(found);
  }

  private static List<CalendarKey> keys(Duration interval) {
    if (interval.compareTo(DAY) < 0) {
      return List.of(CalendarKey.DAY_OF_WEEK, CalendarKey.TURN_OF_MONTH, CalendarKey.HALF_HOUR);
    }
    return interval.compareTo(DAY.multipliedBy(2)) < 0
        ? List.of(CalendarKey.DAY_OF_WEEK, CalendarKey.MONTH, CalendarKey.TURN_OF_MONTH)
        : List.of(CalendarKey.MONTH);
  }

  private String reason(List<CalendarEffect> tested, int n) {
    if (tested.isEmpty()) {
      return "no calendar label has 20 of the " + n + " returns";
    }
    CalendarEffect best =
        tested.stream().min(Comparator.comparingDouble(CalendarEffect::qValue)).orElseThrow();
    return String.format(
        Locale.ROOT,
        "no calendar effect in %d log returns survives at the %.3g %% false discovery rate; the"
            + " strongest, %s, has q = %.3f%s",
        n,
        100 * config.level(),
        best.label(),
        best.qValue(),
        best.stable() ? "" : " and changes its sign between the halves");
  }
}
