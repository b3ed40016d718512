// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.backtest.MLStrategy;
import io.github.quantml.backtest.SmaCross;
import io.github.quantml.backtest.Strategy;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.samples.host.Host;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest plays.
 *
 * @param title of the report
 * @param strategy what trades
 * @param bars of every instrument
 * @param context what else is known, each item from its time on
 * @param from when trading may begin
 * @param held what the strategy is compared with
 * @param notes what a reader must know, one sentence each
 */
record Playing(
    String title,
    Strategy strategy,
    List<BarSeries> bars,
    MarketContext context,
    Instant from,
    BarSeries held,
    List<String> notes) {
  private static final int LEAST_BARS = 2;

  /** From when to when; the ends of time where nothing is said. */
  record Span(Instant from, Instant to) {
    BarSeries cut(BarSeries bars) {
      return to.equals(Instant.MAX) ? bars : bars.until(to);
    }
  }

  static Playing averages(BarSeries all, int fast, int slow, boolean longOnly, Span span) {
    BarSeries bars = span.cut(all);
    return new Playing(
        bars.symbol() + ": moving averages of " + fast + " and " + slow + " bars",
        longOnly ? SmaCross.longOnly(fast, slow) : SmaCross.longShort(fast, slow),
        List.of(bars),
        MarketContext.empty(),
        span.from(),
        bars,
        List.of());
  }

  /** A registered model on the bars that closed after its training. */
  static Playing model(
      BarOptions options,
      String horizon,
      String model,
      @Nullable Integer number,
      double confidence,
      boolean longOnly,
      Span span) {
    Host host = Host.of(QuantMlSettings.load(), options.market());
    BarSeries bars = span.cut(options.load());
    ModelUri champion = Serving.of(host).champion(options, bars, horizon, model);
    ModelUri uri =
        number == null
            ? champion
            : new ModelUri(champion.name(), new ModelUri.Selector.Version(number));
    ModelVersion version = host.registry().version(uri);
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.of(host.registry().resolve(uri), host.settings());
    Provenance provenance = ensemble.provenance();
    int known = bars.countUntil(provenance.trainedTo());
    Instant from = provenance.trainedTo().plusNanos(1);
    from = from.isAfter(span.from()) ? from : span.from();
    int left = bars.size() - (from.equals(Instant.MIN) ? 0 : bars.countUntil(from.minusNanos(1)));
    String name = version.name() + "/" + version.version();
    if (known == bars.size() || left < LEAST_BARS) {
      throw new InsufficientDataException(
          name
              + " was trained to "
              + provenance.trainedTo()
              + " and is not shown bars it has seen; train on earlier ones"
              + " (samples/run quantml ml train"
              + options.flags()
              + " --until DAY) or give newer ones by --data; bars after its training",
          LEAST_BARS,
          Math.max(0, left));
    }
    int every = ensemble.horizon().resolve(bars).bars();
    MLStrategy strategy =
        MLStrategy.of(name, 1, ensemble::predict).every(every).minimumConfidence(confidence);
    return new Playing(
        bars.symbol() + ": " + name,
        longOnly ? strategy.longOnly() : strategy,
        List.of(bars),
        MarketContext.empty(),
        from,
        bars,
        List.of(
            name
                + " was trained on bars to "
                + provenance.trainedTo()
                + "; it trades the "
                + left
                + " bars from "
                + bars.time(bars.size() - left)
                + " on, none of which it has seen.",
            "It is asked every "
                + every
                + " bars, its horizon, so that forecasts do not overlap."));
  }
}
