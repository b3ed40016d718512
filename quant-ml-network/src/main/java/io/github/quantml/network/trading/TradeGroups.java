// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trades of one instrument and direction. */
final class TradeGroups {
  private TradeGroups() {}

  static Collection<List<FiledTrade>> byInstrumentAndSide(TradeFilings filings) {
    Map<String, List<FiledTrade>> out = new TreeMap<>();
    for (FiledTrade trade : filings.trades()) {
      out.computeIfAbsent(trade.symbol() + " " + trade.side(), k -> new ArrayList<>()).add(trade);
    }
    return out.values();
  }
}
