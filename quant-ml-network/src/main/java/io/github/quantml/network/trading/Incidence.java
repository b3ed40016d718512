// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.api.Disclosure;
import io.github.quantml.api.InvalidDataException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which trader did what: a bipartite graph of traders and items, such as purchases of one stock in
 * one window of days. Immutable and thread-safe.
 */
public final class Incidence {
  private final List<String> traders;
  private final List<String> items;

  /** Items of every trader, ascending. */
  private final int[][] rows;

  private Incidence(List<String> traders, List<String> items, int[][] rows) {
    this.traders = traders;
    this.items = items;
    this.rows = rows;
  }

  /**
   * From the items of every trader.
   *
   * @param rows item numbers in [0, items), one array per trader; doubles count once
   */
  public static Incidence of(List<String> traders, List<String> items, int[][] rows) {
    if (traders.size() != rows.length) {
      throw new IllegalArgumentException(
          "rows: must be one per trader, got " + rows.length + " for " + traders.size());
    }
    int[][] sorted = new int[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      sorted[i] = Arrays.stream(rows[i]).distinct().sorted().toArray();
      for (int item : sorted[i]) {
        if (item < 0 || item >= items.size()) {
          throw new InvalidDataException(
              "incidence: item of "
                  + traders.get(i)
                  + " must be in [0, "
                  + items.size()
                  + "), got "
                  + item);
        }
      }
    }
    return new Incidence(List.copyOf(traders), List.copyOf(items), sorted);
  }

  /**
   * Of filings, which the caller has cut to what was known ({@link TradeFilings#asOf}).
   *
   * @param side trades of one side
   * @param fewest items a trader needs to take part, at least 1
   */
  public static Incidence of(TradeFilings filings, Disclosure.Side side, int fewest) {
    Map<String, Set<String>> items = new TreeMap<>();
    for (FiledTrade trade : filings.trades()) {
      if (trade.side() == side) {
        items.computeIfAbsent(trade.filer(), f -> new TreeSet<>()).add(trade.symbol());
      }
    }
    return of(items, fewest);
  }

  /**
   * Of filings by windows of trade days: an item is an instrument, a side and a window.
   *
   * @param days per window, at least 1
   * @param origin first day of one of the windows
   * @param fewest items a trader needs to take part, at least 1
   */
  public static Incidence inWindows(TradeFilings filings, int days, LocalDate origin, int fewest) {
    if (days < 1) {
      throw new IllegalArgumentException("days: must be at least 1, got " + days);
    }
    Map<String, Set<String>> items = new TreeMap<>();
    for (FiledTrade trade : filings.trades()) {
      items
          .computeIfAbsent(trade.filer(), f -> new TreeSet<>())
          .add(item(trade, trade.traded(), days, origin));
    }
    return of(items, fewest);
  }

  static String item(FiledTrade trade, LocalDate traded, int days, LocalDate origin) {
    long window = Math.floorDiv(traded.toEpochDay() - origin.toEpochDay(), (long) days);
    return trade.symbol() + " " + trade.side() + " " + origin.plusDays(window * days);
  }

  private static Incidence of(Map<String, Set<String>> byTrader, int fewest) {
    if (fewest < 1) {
      throw new IllegalArgumentException("fewest: must be at least 1, got " + fewest);
    }
    List<String> traders = new ArrayList<>();
    List<Set<String>> taking = new ArrayList<>();
    TreeSet<String> all = new TreeSet<>();
    byTrader.forEach(
        (trader, items) -> {
          if (items.size() >= fewest) {
            traders.add(trader);
            taking.add(items);
            all.addAll(items);
          }
        });
    List<String> items = new ArrayList<>(all);
    Map<String, Integer> numbers = new HashMap<>();
    for (String item : items) {
      numbers.put(item, numbers.size());
    }
    int[][] rows = new int[traders.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = taking.get(i).stream().mapToInt(item -> numbers.getOrDefault(item, 0)).toArray();
    }
    return of(traders, items, rows);
  }

  /** The traders. */
  public List<String> traders() {
    return traders;
  }

  /** The items. */
  public List<String> items() {
    return items;
  }

  /** Items of a trader, ascending: a copy. */
  public int[] row(int trader) {
    return rows[trader].clone();
  }

  /** Number of items of a trader. */
  public int degree(int trader) {
    return rows[trader].length;
  }

  /** Number of traders of every item. */
  public int[] popularity() {
    int[] out = new int[items.size()];
    for (int[] row : rows) {
      for (int item : row) {
        out[item]++;
      }
    }
    return out;
  }

  /** Number of links. */
  public int size() {
    return Arrays.stream(rows).mapToInt(row -> row.length).sum();
  }

  /** Items that two traders share. */
  public int shared(int a, int b) {
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < rows[a].length && j < rows[b].length) {
      int difference = Integer.compare(rows[a][i], rows[b][j]);
      count += difference == 0 ? 1 : 0;
      i += difference <= 0 ? 1 : 0;
      j += difference >= 0 ? 1 : 0;
    }
    return count;
  }
}
