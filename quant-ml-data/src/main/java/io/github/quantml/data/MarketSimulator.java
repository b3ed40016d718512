// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Disclosure;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.RiskFreeRate;
import io.github.quantml.math.random.CounterRandom;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Invents a market: bars of an instrument, a benchmark and peers, option chains and disclosures
 * that fit together, and the regimes that made them.
 *
 * <p>The log return of bar t in regime s is
 *
 * <pre>
 * rₜ = μₛ + mₜ + σₛ cₜ √gₜ zₜ + Jₜ,   gₜ₊₁ = (1 − α − β) + α gₜ zₜ² + β gₜ,
 * </pre>
 *
 * <p>with zₜ Student-t scaled to variance 1, mₜ and cₜ the season of mean and volatility, and Jₜ a
 * Poisson number of normal jumps. E[gₜ] = 1, so σₛ is the standard deviation inside a regime when
 * there is no season and no jump; the season keeps the mean square. Regimes follow a Markov chain
 * that leaves s with probability 1/duration to any other regime alike. Inside a bar the price walks
 * a Brownian bridge; a bar opens where the last one closed. The benchmark's shock is ρ zₜ + √(1 −
 * ρ²) eₜ, a peer's is ρ times the benchmark's plus its own, so every pair with the benchmark has
 * correlation ρ. gₜ is held below 10⁴, a bar's return within ±5 and a log price within ±200 of 0:
 * no setting gives anything but finite positive prices.
 *
 * <p>Random numbers belong to their bar: a simulation of n bars is the beginning of one of n + k
 * bars with the same seed, in all parts. Immutable, thread-safe, deterministic on every JVM. O(bars
 * · steps · instruments).
 *
 * <p>Sources: Bollerslev (1986), Generalized autoregressive conditional heteroskedasticity; Engle,
 * Rangel (2008), The spline-GARCH model, equations 2 to 4, for the product of two variances; Merton
 * (1976), Option pricing when underlying stock returns are discontinuous; Hamilton (1989), A new
 * approach to the economic analysis of nonstationary time series.
 */
public final class MarketSimulator {
  /** The symbol of the benchmark. */
  public static final String BENCHMARK = "BENCHMARK";

  private final SimulatorConfig config;

  private MarketSimulator(SimulatorConfig config) {
    this.config = config;
  }

  public static MarketSimulator of(SimulatorConfig config) {
    return new MarketSimulator(config);
  }

  /** A stock with everything around it, as {@link SimulatorConfig#defaults()} says. */
  public static MarketSimulator withDefaults() {
    return of(SimulatorConfig.defaults());
  }

  /** The market of a seed. */
  public SimulatedMarket simulate(long seed) {
    return new Run(config, CounterRandom.of(seed)).simulate();
  }

  /** One simulation under way. */
  private static final class Run {
    private final SimulatorConfig config;
    private final LatentPath latent;
    private final List<PricePath> paths = new ArrayList<>();
    private final List<BarSeriesBuilder> builders = new ArrayList<>();
    private final ChainMaker chains;
    private final DisclosureMaker disclosures;
    private final MarketContext.Builder context = MarketContext.builder();
    private final List<Disclosure> disclosed = new ArrayList<>();

    Run(SimulatorConfig config, CounterRandom random) {
      this.config = config;
      this.latent = new LatentPath(config.dynamics(), random.split(1));
      this.chains = new ChainMaker(config, random.split(2));
      this.disclosures = new DisclosureMaker(config, random.split(3));
      double rho = config.surroundings().correlation();
      add(config.symbol(), new PricePath(config, 1, true, random.split(10)));
      add(BENCHMARK, new PricePath(config, rho, false, random.split(11)));
      for (int k = 1; k <= config.surroundings().peers(); k++) {
        add("PEER" + k, new PricePath(config, rho, false, random.split(11 + k)));
      }
    }

    private void add(String symbol, PricePath path) {
      paths.add(path);
      builders.add(BarSeries.builder(symbol, config.interval()));
    }

    SimulatedMarket simulate() {
      List<String> regimes = new ArrayList<>(config.bars());
      double[] volatilities = new double[config.bars()];
      Instant open = config.start();
      for (int t = 0; t < config.bars(); t++) {
        Instant close = tradingTime(open).plus(config.interval());
        latent.next();
        regimes.add(latent.regime().label());
        volatilities[t] = latent.volatility();
        bars(t, close);
        around(t, close);
        open = close;
      }
      context.benchmark(builders.get(1).build());
      builders.subList(2, builders.size()).forEach(peer -> context.peer(peer.build()));
      context.disclosures(disclosed);
      double simple = FastMath.expm1(config.surroundings().riskFreeRate());
      context.riskFreeRate(new RiskFreeRate(config.start(), simple));
      return new SimulatedMarket(builders.get(0).build(), context.build(), regimes, volatilities);
    }

    /** The instrument and the benchmark follow the latent shock, the peers the benchmark. */
    private void bars(int t, Instant close) {
      for (int k = 0; k < paths.size(); k++) {
        PricePath path = paths.get(k);
        path.next(t, latent, k < 2 ? latent.shock() : paths.get(1).shock());
        path.addTo(builders.get(k), close);
      }
    }

    private void around(int t, Instant close) {
      int every = config.surroundings().barsPerChain();
      if (every > 0 && (t + 1) % every == 0) {
        context.optionChain(chains.chain(t, close, paths.get(0).close(), latent));
      }
      disclosures.at(t, close).ifPresent(disclosed::add);
    }

    /** The first moment from {@code open} on, in whole intervals, at which a bar may open. */
    private Instant tradingTime(Instant open) {
      ZonedDateTime at = open.atZone(ZoneOffset.UTC);
      boolean weekend =
          at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
      if (!config.weekdays() || !weekend) {
        return open;
      }
      Instant monday =
          at.truncatedTo(ChronoUnit.DAYS)
              .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
              .toInstant();
      long missing = Duration.between(open, monday).toNanos();
      long interval = config.interval().toNanos();
      return open.plusNanos(Math.multiplyExact((missing + interval - 1) / interval, interval));
    }
  }
}
