// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.cost.Instrument;
import io.github.quantml.backtest.cost.Interest;
import io.github.quantml.backtest.cost.Margin;
import io.github.quantml.backtest.cost.Spread;
import io.github.quantml.backtest.cost.SquareRootImpact;
import io.github.quantml.backtest.cost.VolumeLimit;
import io.github.quantml.backtest.order.IntrabarPath;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs strategies over bars, event by event.
 *
 * <p>At each moment at which bars close: corporate actions, then the resting orders meet the new
 * bars (opens of all assets, orders that free funds first; then the insides; then the closes), then
 * everything is valued, margins are checked, and the strategy decides. What it orders can fill from
 * the next bar on that begins at or after that moment: never at a time at or before the order's,
 * never without a new bar of the asset, inside the bar's range before costs, never better than a
 * stop and never worse than a limit.
 *
 * <p>Runs are deterministic. Immutable, thread-safe; O(bars + orders · resting orders) time and
 * O(moments + orders) memory.
 */
public final class BacktestEngine {
  private final Settings settings;

  private BacktestEngine(Settings settings) {
    this.settings = settings;
  }

  /** Cash 10 000, slippage of 5 basis points, nothing else; see the builder's methods. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The assumptions of backtesting.py 0.6: whole units, stops before limits with undecided bars
   * deferred, sizing at the fill, ruin at the close, no maintenance margin, no costs. Its spread is
   * {@code Spread(s, WHOLE_AT_ENTRY)}, its {@code finalize_trades} is {@link
   * EndOfRun#CLOSE_AT_LAST_OPEN}, its order without a size {@code Order.marketFraction(1 -
   * Math.ulp(1.0))}.
   */
  public static Builder backtestingPy() {
    return builder()
        .slippageBps(0)
        .instrument(Instrument.SHARE)
        .margin(new Margin(1, 0))
        .intrabarPath(IntrabarPath.UNAMBIGUOUS)
        .fillSizing(FillSizing.UNIT_PRICE)
        .ruinAtClose();
  }

  /** Runs a strategy on one instrument. */
  public BacktestResult run(BarSeries bars, Strategy strategy) {
    return run(List.of(bars), MarketContext.empty(), strategy);
  }

  /**
   * Runs a strategy on several series. Of a symbol with several intervals the finest is traded, and
   * a bar of the others is seen once it has closed.
   */
  public BacktestResult run(List<BarSeries> bars, MarketContext context, Strategy strategy) {
    return run(bars, context, strategy, Instant.MIN);
  }

  /**
   * Runs a strategy that may trade from a moment on: bars that close before {@code from} are its
   * history, and the result begins at the first bar that closes at or after it.
   *
   * @throws io.github.quantml.api.InsufficientDataException when no asset has as many bars as the
   *     strategy's warm-up, or none closes at or after {@code from}
   */
  public BacktestResult run(
      List<BarSeries> bars, MarketContext context, Strategy strategy, Instant from) {
    Feeds feeds = Feeds.of(bars);
    feeds.checkSymbols("instrument", settings.instruments().keySet());
    feeds.checkSymbols(
        "corporate action",
        settings.actions().stream()
            .map(CorporateAction::symbol)
            .collect(Collectors.toCollection(TreeSet::new)));
    feeds.checkLength(strategy.describe(), strategy.warmUp(), from);
    Simulation simulation = new Simulation(settings, strategy, context, feeds, Nanos.of(from));
    simulation.run();
    return simulation.result(feeds.fingerprint(context.fingerprint()));
  }

  /** What results say about this engine's assumptions. */
  public List<String> conventions() {
    return settings.conventions();
  }

  /**
   * The settings a vector kernel understands.
   *
   * @throws IllegalArgumentException naming the first setting that it cannot express: it knows
   *     market orders of one fractional asset at the next open, a commission that does not depend
   *     on the month, slippage, and margin
   */
  public VectorSettings vectorSettings() {
    refuse(settings.commission().isMonthly(), "commission: monthly or custom");
    refuse(settings.spread().fraction() != 0, "spread");
    refuse(settings.impact() != null, "impact");
    refuse(settings.volumeLimit() != null, "volumeLimit");
    refuse(!settings.interest().isNone(), "interest");
    refuse(!settings.actions().isEmpty(), "corporateActions");
    refuse(!settings.instruments().isEmpty(), "instruments by symbol");
    refuse(!settings.instrument().equals(Instrument.FRACTIONAL), "instrument");
    refuse(settings.sameBarClose(), "unsafeSameBarClose");
    refuse(settings.latencyBars() != 0, "latencyBars");
    refuse(settings.endOfRun() != EndOfRun.KEEP_OPEN, "endOfRun");
    refuse(settings.ruinAtClose(), "ruinAtClose");
    return new VectorSettings(
        settings.initialCash(), settings.commission(), settings.slippage(), settings.margin());
  }

  private static void refuse(boolean unsupported, String setting) {
    if (unsupported) {
      throw new IllegalArgumentException(
          setting + ": not understood by the vector kernel, use the event engine");
    }
  }

  /** A builder that starts from this engine's settings. */
  public Builder toBuilder() {
    return new Builder(settings);
  }

  /** Whether market orders fill at the very close they were decided on, which nobody can. */
  public boolean isUnsafe() {
    return settings.sameBarClose();
  }

  /** This engine with orders so many bars later than they are. */
  public BacktestEngine withLatency(int bars) {
    return toBuilder().latencyBars(settings.latencyBars() + bars).build();
  }

  /** Collects the settings of an engine. Not thread-safe. */
  public static final class Builder {
    private double initialCash = 10_000;
    private Commission commission = Commission.none();
    private double slippage = 0.0005;
    private Spread spread = Spread.NONE;
    private @Nullable SquareRootImpact impact;
    private @Nullable VolumeLimit volumeLimit;
    private Interest interest = Interest.NONE;
    private Margin margin = Margin.CASH;
    private Instrument instrument = Instrument.FRACTIONAL;
    private final Map<String, Instrument> instruments = new TreeMap<>();
    private List<CorporateAction> actions = List.of();
    private IntrabarPath path = IntrabarPath.PESSIMISTIC;
    private boolean sameBarClose;
    private int latencyBars;
    private EndOfRun endOfRun = EndOfRun.KEEP_OPEN;
    private boolean ruinAtClose;
    private FillSizing fillSizing = FillSizing.AFFORDABLE;
    private ZoneId sessionZone = ZoneOffset.UTC;

    private Builder() {}

    private Builder(Settings from) {
      initialCash = from.initialCash();
      commission = from.commission();
      slippage = from.slippage();
      spread = from.spread();
      impact = from.impact();
      volumeLimit = from.volumeLimit();
      interest = from.interest();
      margin = from.margin();
      instrument = from.instrument();
      instruments.putAll(from.instruments());
      actions = from.actions();
      path = from.path();
      sameBarClose = from.sameBarClose();
      latencyBars = from.latencyBars();
      endOfRun = from.endOfRun();
      ruinAtClose = from.ruinAtClose();
      fillSizing = from.fillSizing();
      sessionZone = from.sessionZone();
    }

    /** Cash at the start, finite and positive. */
    public Builder initialCash(double value) {
      if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "initialCash: must be finite and positive, got " + value);
      }
      initialCash = value;
      return this;
    }

    public Builder commission(Commission value) {
      commission = value;
      return this;
    }

    /** Slippage of orders that take liquidity, in basis points of the price; 5 by default. */
    public Builder slippageBps(double bps) {
      if (!(bps >= 0 && bps < 10_000)) {
        throw new IllegalArgumentException("slippageBps: must lie in [0, 10000), got " + bps);
      }
      slippage = bps / 10_000;
      return this;
    }

    /** No commission, slippage, spread, impact or interest: says so in every result. */
    public Builder withoutCosts() {
      commission = Commission.none();
      slippage = 0;
      spread = Spread.NONE;
      impact = null;
      interest = Interest.NONE;
      return this;
    }

    /**
     * Multiplies every cost set so far by a factor: commission, slippage, spread, impact and
     * interest paid. For asking how much of a result the costs decide; 0 is {@link #withoutCosts}
     * but for interest earned and the volume limit's own impact.
     *
     * @param factor finite, at least 0; slippage and spread stay below 1
     */
    public Builder timesCosts(double factor) {
      commission = commission.times(factor);
      slippageBps(Math.min(slippage * factor * 10_000, 9_999));
      spread = new Spread(Math.min(spread.fraction() * factor, 0.9999), spread.rule());
      impact =
          impact == null
              ? null
              : new SquareRootImpact(impact.coefficient() * factor, impact.window());
      interest =
          new Interest(interest.borrow() * factor, interest.debit() * factor, interest.credit());
      return this;
    }

    public Builder spread(Spread value) {
      spread = value;
      return this;
    }

    public Builder impact(SquareRootImpact value) {
      impact = value;
      return this;
    }

    /** Limits fills to a share of the volume; without it bars offer any number of units. */
    public Builder volumeLimit(VolumeLimit value) {
      volumeLimit = value;
      return this;
    }

    public Builder interest(Interest value) {
      interest = value;
      return this;
    }

    /** {@link Margin#CASH} by default. */
    public Builder margin(Margin value) {
      margin = value;
      return this;
    }

    /** What one unit of assets without an instrument of their own is; fractional by default. */
    public Builder instrument(Instrument value) {
      instrument = value;
      return this;
    }

    public Builder instrument(String symbol, Instrument value) {
      instruments.put(symbol, value);
      return this;
    }

    public Builder corporateActions(List<CorporateAction> value) {
      actions = List.copyOf(value);
      return this;
    }

    public Builder intrabarPath(IntrabarPath value) {
      path = value;
      return this;
    }

    /**
     * Fills market orders at the close of the very bar they were decided on. Nobody can know a
     * close and trade at it; results say that it was assumed.
     */
    public Builder unsafeSameBarClose() {
      sameBarClose = true;
      return this;
    }

    /** Bars by which orders are late beyond the next bar, at least 0. */
    public Builder latencyBars(int bars) {
      if (bars < 0) {
        throw new IllegalArgumentException("latencyBars: must be at least 0, got " + bars);
      }
      latencyBars = bars;
      return this;
    }

    public Builder endOfRun(EndOfRun value) {
      endOfRun = value;
      return this;
    }

    /**
     * Closes everything at the close at which equity falls to zero and writes off what is below; by
     * default positions are closed at the next bar and debts remain.
     */
    public Builder ruinAtClose() {
      ruinAtClose = true;
      return this;
    }

    public Builder fillSizing(FillSizing value) {
      fillSizing = value;
      return this;
    }

    /** Zone in which a day order's day ends; UTC by default. */
    public Builder sessionZone(ZoneId value) {
      sessionZone = value;
      return this;
    }

    /**
     * Makes the engine.
     *
     * @throws IllegalArgumentException when the same-bar close is combined with latency
     */
    public BacktestEngine build() {
      if (sameBarClose && latencyBars > 0) {
        throw new IllegalArgumentException(
            "latencyBars: must be 0 with the same-bar close, got " + latencyBars);
      }
      return new BacktestEngine(
          new Settings(
              initialCash,
              commission,
              slippage,
              spread,
              impact,
              volumeLimit,
              interest,
              margin,
              instrument,
              new TreeMap<>(instruments),
              actions,
              path,
              sameBarClose,
              latencyBars,
              endOfRun,
              ruinAtClose,
              fillSizing,
              sessionZone));
    }
  }
}
