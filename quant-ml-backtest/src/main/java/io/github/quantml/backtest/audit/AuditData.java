// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import java.time.Instant;
import java.util.List;

/**
 * Everything that the code under audit may read. What it reads elsewhere, the audit cannot cut off:
 * hand all data over here.
 *
 * @param bars series, the first one sets the moments of the audit
 * @param context what else is known
 * @param facts numbers with the moment at which they became known
 */
public record AuditData(List<BarSeries> bars, MarketContext context, List<Fact> facts) {
  public AuditData {
    if (bars.isEmpty()) {
      throw new IllegalArgumentException("bars: must hold at least one series");
    }
    bars = List.copyOf(bars);
    facts = List.copyOf(facts);
  }

  public static AuditData of(BarSeries... bars) {
    return new AuditData(List.of(bars), MarketContext.empty(), List.of());
  }

  public AuditData withContext(MarketContext value) {
    return new AuditData(bars, value, facts);
  }

  public AuditData withFacts(List<Fact> value) {
    return new AuditData(bars, context, value);
  }

  /** The first series. */
  public BarSeries first() {
    return bars.get(0);
  }

  /** The series of a symbol. */
  public BarSeries bars(String symbol) {
    return bars.stream()
        .filter(b -> b.symbol().equals(symbol))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "symbol: must be one of "
                        + bars.stream().map(BarSeries::symbol).toList()
                        + ", got "
                        + symbol));
  }

  /** What was known at a moment. */
  public AuditData until(Instant t) {
    return new AuditData(
        bars.stream().map(b -> b.until(t)).toList(),
        context.asOf(t),
        facts.stream().filter(f -> !f.known().isAfter(t)).toList());
  }
}
