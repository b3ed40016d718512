// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network;

import io.github.quantml.api.Disclosure;
import io.github.quantml.network.community.LeidenConfig;
import io.github.quantml.network.trading.BipartiteConfiguration;
import io.github.quantml.network.trading.Incidence;
import io.github.quantml.network.trading.TradingClusters;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which filers act as one, and how many independent votes a symbol has. */
final class FilerGroups {
  private static final double LEVEL = 0.05;
  private static final int MOST_FILERS = 300;

  private FilerGroups() {}

  /**
   * Clusters of the filers known by a time, from their purchases, by the exact test of the
   * bipartite configuration model; a filer without a cluster is missing.
   */
  static Map<String, Integer> of(List<Disclosure> disclosures, Instant until) {
    Map<String, TreeSet<String>> bought = new TreeMap<>();
    for (Disclosure d : disclosures) {
      if (!d.filed().isAfter(until) && d.side() == Disclosure.Side.BUY) {
        bought.computeIfAbsent(d.filer(), f -> new TreeSet<>()).add(d.symbol());
      }
    }
    // Of very many filers those with most symbols: the others have too little to be found by.
    List<String> filers =
        bought.entrySet().stream()
            .sorted(
                (a, b) -> {
                  int bySize = Integer.compare(b.getValue().size(), a.getValue().size());
                  return bySize != 0 ? bySize : a.getKey().compareTo(b.getKey());
                })
            .limit(MOST_FILERS)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    TreeSet<String> all = new TreeSet<>();
    filers.forEach(f -> all.addAll(bought.getOrDefault(f, new TreeSet<>())));
    List<String> symbols = List.copyOf(all);
    if (filers.size() < 3 || symbols.size() < 3) {
      return Map.of();
    }
    Map<String, Integer> numbers = new HashMap<>();
    for (String symbol : symbols) {
      numbers.put(symbol, numbers.size());
    }
    int[][] rows =
        filers.stream()
            .map(
                f ->
                    bought.getOrDefault(f, new TreeSet<>()).stream()
                        .mapToInt(s -> numbers.getOrDefault(s, 0))
                        .toArray())
            .toArray(int[][]::new);
    TradingClusters clusters =
        TradingClusters.of(
            Incidence.of(filers, symbols, rows),
            new BipartiteConfiguration(),
            LEVEL,
            1,
            LeidenConfig.defaults());
    Map<String, Integer> out = new TreeMap<>();
    int number = 0;
    for (List<String> members : clusters.members()) {
      for (String member : members) {
        out.put(member, number);
      }
      number++;
    }
    return out;
  }

  /**
   * Buyers less sellers over all that acted, in (−1, 1): every cluster and every filer without one
   * has one vote, for what most of its filings of the last days say. 0 without filings.
   */
  static double consensus(
      List<Disclosure> disclosures,
      String symbol,
      Map<String, Integer> groups,
      Instant from,
      Instant until) {
    Map<String, Integer> votes = new HashMap<>();
    for (Disclosure d : disclosures) {
      boolean counts =
          d.symbol().equals(symbol) && d.filed().isAfter(from) && !d.filed().isAfter(until);
      if (counts && d.side() != Disclosure.Side.EXCHANGE) {
        Integer group = groups.get(d.filer());
        String voter = group == null ? "f " + d.filer() : "g " + group;
        votes.merge(voter, d.side() == Disclosure.Side.BUY ? 1 : -1, Integer::sum);
      }
    }
    int net = 0;
    int voters = 0;
    for (int vote : votes.values()) {
      net += Integer.signum(vote);
      voters += vote == 0 ? 0 : 1;
    }
    return net / (1.0 + voters);
  }
}
