// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Disclosed trades by filing date, with what was noted while they were read. Immutable and
 * thread-safe.
 */
public final class TradeFilings {
  private final List<FiledTrade> trades;
  private final Map<FilingNote, Integer> notes;

  TradeFilings(List<FiledTrade> trades, Map<FilingNote, Integer> notes) {
    List<FiledTrade> sorted = new ArrayList<>(trades);
    // Total order: the answer depends on the trades, not on the order of the file.
    sorted.sort(
        Comparator.comparing(FiledTrade::filed)
            .thenComparing(FiledTrade::filer)
            .thenComparing(FiledTrade::traded)
            .thenComparing(FiledTrade::symbol)
            .thenComparing(FiledTrade::side)
            .thenComparing(FiledTrade::owner)
            .thenComparing(FiledTrade::amountLow)
            .thenComparing(FiledTrade::report));
    this.trades = List.copyOf(sorted);
    EnumMap<FilingNote, Integer> counts = new EnumMap<>(FilingNote.class);
    counts.putAll(notes);
    this.notes = Collections.unmodifiableMap(counts);
  }

  /** Trades without notes, such as of a simulation. */
  public static TradeFilings of(List<FiledTrade> trades) {
    return new TradeFilings(trades, Map.of());
  }

  /** All trades by filing date, those of amended reports included. */
  public List<FiledTrade> trades() {
    return trades;
  }

  /** Rows per note; a note that never applied is missing. */
  public Map<FilingNote, Integer> notes() {
    return notes;
  }

  /** Rows that were left out. */
  public int leftOut() {
    return notes.entrySet().stream()
        .filter(e -> e.getKey().isLeftOut())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /**
   * What a reader knew at the end of a day: reports filed until then, without those that another of
   * them amends.
   */
  public TradeFilings asOf(LocalDate day) {
    Set<String> replaced = new HashSet<>();
    for (FiledTrade trade : trades) {
      if (!trade.filed().isAfter(day)) {
        trade.amended().ifPresent(replaced::add);
      }
    }
    return new TradeFilings(
        trades.stream()
            .filter(t -> !t.filed().isAfter(day) && !replaced.contains(t.report()))
            .toList(),
        notes);
  }
}
