// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The series of a run, sorted out: the finest interval of each symbol is traded, the others are
 * only looked at.
 *
 * @param symbols traded symbols, in the order given
 * @param series their series, in the same order, then the others
 */
record Feeds(String[] symbols, BarSeries[] series) {

  static Feeds of(List<BarSeries> all) {
    if (all.isEmpty()) {
      throw new InsufficientDataException("backtest: series", 1, 0);
    }
    Map<String, TreeMap<Duration, BarSeries>> bySymbol = new LinkedHashMap<>();
    for (BarSeries bars : all) {
      TreeMap<Duration, BarSeries> ofSymbol =
          bySymbol.computeIfAbsent(bars.symbol(), s -> new TreeMap<>());
      if (ofSymbol.put(bars.interval(), bars) != null) {
        throw new IllegalArgumentException(
            bars.symbol() + ": two series of interval " + bars.interval());
      }
    }
    List<BarSeries> sorted = new ArrayList<>();
    bySymbol.values().forEach(ofSymbol -> sorted.add(ofSymbol.firstEntry().getValue()));
    bySymbol
        .values()
        .forEach(ofSymbol -> sorted.addAll(ofSymbol.tailMap(ofSymbol.firstKey(), false).values()));
    return new Feeds(bySymbol.keySet().toArray(new String[0]), sorted.toArray(new BarSeries[0]));
  }

  /** Checks that settings speak only of symbols of this run. */
  void checkSymbols(String what, Set<String> named) {
    for (String symbol : named) {
      if (!List.of(symbols).contains(symbol)) {
        throw new IllegalArgumentException(
            what + ": symbol '" + symbol + "' is not one of this run's " + List.of(symbols));
      }
    }
  }

  /** Checks that some asset has enough bars, and some of them to trade on. */
  void checkLength(String strategy, int warmUp, Instant from) {
    int most = 0;
    String longest = symbols[0];
    long tradable = 0;
    for (int a = 0; a < symbols.length; a++) {
      BarSeries bars = series[a];
      if (bars.size() > most) {
        most = bars.size();
        longest = symbols[a];
      }
      int last = bars.size();
      tradable += last > 0 && !bars.time(last - 1).isBefore(from) ? 1 : 0;
    }
    int needed = Math.max(1, warmUp);
    if (most < needed) {
      throw new InsufficientDataException(
          longest + ": bars for the warm-up of " + strategy, needed, most);
    }
    if (tradable == 0) {
      throw new InsufficientDataException(longest + ": bars that close at or after " + from, 1, 0);
    }
  }

  long fingerprint(long context) {
    Hash hash = new Hash().add(context);
    for (BarSeries bars : series) {
      hash.add(bars.fingerprint());
    }
    return hash.value();
  }
}
