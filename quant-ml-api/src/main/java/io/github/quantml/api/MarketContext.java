// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a model may know beside the bars of its instrument, each part optional.
 *
 * <p>Every item carries the moment at which it became known, and {@link #asOf} gives the context as
 * it was at a moment, so that training and backtests cannot read tomorrow's news. Immutable,
 * thread-safe.
 */
public final class MarketContext {
  private static final MarketContext EMPTY = builder().build();

  private final @Nullable BarSeries benchmark;
  private final Map<String, BarSeries> peers;
  private final @Nullable FactorReturns factors;
  private final List<OptionChain> optionChains;
  private final List<Disclosure> disclosures;
  private final List<NewsItem> news;
  private final List<RiskFreeRate> riskFreeRates;

  /** Computed on first use; 0 means not yet. A race computes the same value twice. */
  private long fingerprint;

  private MarketContext(
      @Nullable BarSeries benchmark,
      Map<String, BarSeries> peers,
      @Nullable FactorReturns factors,
      List<OptionChain> optionChains,
      List<Disclosure> disclosures,
      List<NewsItem> news,
      List<RiskFreeRate> riskFreeRates) {
    this.benchmark = benchmark;
    this.peers = peers;
    this.factors = factors;
    this.optionChains = optionChains;
    this.disclosures = disclosures;
    this.news = news;
    this.riskFreeRates = riskFreeRates;
  }

  /** The context of a host that has only bars. */
  public static MarketContext empty() {
    return EMPTY;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Bars of the benchmark the instrument is compared with. */
  public Optional<BarSeries> benchmark() {
    return Optional.ofNullable(benchmark);
  }

  /** Bars of related instruments by symbol, in symbol order. */
  public Map<String, BarSeries> peers() {
    return peers;
  }

  public Optional<FactorReturns> factors() {
    return Optional.ofNullable(factors);
  }

  /** The latest option chain. */
  public Optional<OptionChain> optionChain() {
    return last(optionChains);
  }

  /** Every option chain, oldest first. */
  public List<OptionChain> optionChains() {
    return optionChains;
  }

  /** Disclosed trades in the order they were filed. */
  public List<Disclosure> disclosures() {
    return disclosures;
  }

  /** News in the order they were received. */
  public List<NewsItem> news() {
    return news;
  }

  /** The latest annual risk-free rate. */
  public OptionalDouble riskFreeRate() {
    return riskFreeRates.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(riskFreeRates.get(riskFreeRates.size() - 1).annual());
  }

  /** Which parts hold anything. */
  public Set<ContextItem> items() {
    EnumSet<ContextItem> present = EnumSet.noneOf(ContextItem.class);
    mark(present, ContextItem.BENCHMARK, benchmark != null && !benchmark.isEmpty());
    mark(present, ContextItem.PEERS, peers.values().stream().anyMatch(p -> !p.isEmpty()));
    mark(present, ContextItem.FACTORS, factors != null && factors.size() > 0);
    mark(present, ContextItem.OPTION_CHAIN, !optionChains.isEmpty());
    mark(present, ContextItem.DISCLOSURES, !disclosures.isEmpty());
    mark(present, ContextItem.NEWS, !news.isEmpty());
    mark(present, ContextItem.RISK_FREE_RATE, !riskFreeRates.isEmpty());
    return present;
  }

  private static void mark(Set<ContextItem> set, ContextItem item, boolean present) {
    if (present) {
      set.add(item);
    }
  }

  /** The context as it was at {@code t}: only what was known at or before it. Views, no copies. */
  public MarketContext asOf(Instant t) {
    if (this == EMPTY) {
      return this;
    }
    Map<String, BarSeries> seen = new TreeMap<>();
    peers.forEach((symbol, bars) -> seen.put(symbol, bars.until(t)));
    return new MarketContext(
        benchmark == null ? null : benchmark.until(t),
        Collections.unmodifiableMap(seen),
        factors == null ? null : factors.until(t),
        KnownOrder.until(optionChains, t),
        KnownOrder.until(disclosures, t),
        KnownOrder.until(news, t),
        KnownOrder.until(riskFreeRates, t));
  }

  /** 64-bit hash of the content; equal content gives an equal value anywhere. */
  public long fingerprint() {
    long f = fingerprint;
    if (f == 0) {
      f = computeFingerprint();
      fingerprint = f;
    }
    return f;
  }

  private long computeFingerprint() {
    Fingerprint f = new Fingerprint(7);
    f.add(benchmark == null ? 0 : benchmark.fingerprint());
    peers.values().forEach(p -> f.add(p.fingerprint()));
    if (factors != null) {
      factors.addTo(f);
    }
    optionChains.forEach(c -> c.addTo(f));
    disclosures.forEach(d -> d.addTo(f));
    news.forEach(n -> n.addTo(f));
    riskFreeRates.forEach(r -> f.add(EpochNanos.saturated(r.known())).add(r.annual()));
    return f.add(peers.size()).add(optionChains.size()).add(disclosures.size()).value();
  }

  private static <T> Optional<T> last(List<T> items) {
    return items.isEmpty() ? Optional.empty() : Optional.of(items.get(items.size() - 1));
  }

  @Override
  public String toString() {
    return "market context " + items();
  }

  /** Collects the parts of a context. Not thread-safe. */
  public static final class Builder {
    private final Map<String, BarSeries> peers = new TreeMap<>();
    private final List<OptionChain> optionChains = new ArrayList<>();
    private final List<Disclosure> disclosures = new ArrayList<>();
    private final List<NewsItem> news = new ArrayList<>();
    private final List<RiskFreeRate> riskFreeRates = new ArrayList<>();
    private @Nullable BarSeries benchmark;
    private @Nullable FactorReturns factors;

    private Builder() {}

    public Builder benchmark(BarSeries bars) {
      benchmark = bars;
      return this;
    }

    /** Adds a related instrument; a second series of the same symbol replaces the first. */
    public Builder peer(BarSeries bars) {
      peers.put(bars.symbol(), bars);
      return this;
    }

    public Builder factors(FactorReturns returns) {
      factors = returns;
      return this;
    }

    public Builder optionChain(OptionChain chain) {
      optionChains.add(chain);
      return this;
    }

    public Builder disclosures(List<Disclosure> items) {
      disclosures.addAll(items);
      return this;
    }

    public Builder news(List<NewsItem> items) {
      news.addAll(items);
      return this;
    }

    public Builder riskFreeRate(RiskFreeRate rate) {
      riskFreeRates.add(rate);
      return this;
    }

    public MarketContext build() {
      return new MarketContext(
          benchmark,
          Collections.unmodifiableMap(new TreeMap<>(peers)),
          factors,
          KnownOrder.sorted(optionChains),
          KnownOrder.sorted(disclosures),
          KnownOrder.sorted(news),
          KnownOrder.sorted(riskFreeRates));
    }
  }
}
