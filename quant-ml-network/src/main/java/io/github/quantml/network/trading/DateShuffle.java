// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.math.random.CounterRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every trader makes their own trades on their own days, in another order: do two act at the same
 * time more than their tastes and habits explain?
 *
 * <p>Items are an instrument, a side and a window of days; each draw deals the days of a trader
 * anew among their trades. Finds joint timing where {@link FixedDegree} finds joint taste.
 *
 * @param days per window, at least 1
 * @param origin first day of one of the windows
 * @param draws at least 100
 * @param seed root of the draws
 */
public record DateShuffle(int days, LocalDate origin, int draws, long seed) {
  public DateShuffle {
    if (days < 1) {
      throw new IllegalArgumentException("days: must be at least 1, got " + days);
    }
    if (draws < 100) {
      throw new IllegalArgumentException("draws: must be at least 100, got " + draws);
    }
  }

  /**
   * Tests every pair of traders.
   *
   * @param filings what was known
   * @param fewest items a trader needs to take part
   */
  public PairTests test(TradeFilings filings, int fewest) {
    Incidence incidence = Incidence.inWindows(filings, days, origin, fewest);
    int n = incidence.traders().size();
    Map<String, List<FiledTrade>> byTrader = new TreeMap<>();
    for (FiledTrade trade : filings.trades()) {
      byTrader.computeIfAbsent(trade.filer(), f -> new ArrayList<>()).add(trade);
    }
    Map<String, Integer> kinds = new HashMap<>();
    int[][] kind = new int[n][];
    int[][] window = new int[n][];
    for (int i = 0; i < n; i++) {
      List<FiledTrade> own = byTrader.getOrDefault(incidence.traders().get(i), List.of());
      kind[i] =
          own.stream()
              .mapToInt(t -> kinds.computeIfAbsent(t.symbol() + " " + t.side(), k -> kinds.size()))
              .toArray();
      window[i] = own.stream().mapToInt(t -> window(t.traded())).toArray();
    }
    return test(incidence, kind, window);
  }

  private int window(LocalDate day) {
    return (int) Math.floorDiv(day.toEpochDay() - origin.toEpochDay(), (long) days);
  }

  private PairTests test(Incidence incidence, int[][] kind, int[][] window) {
    int n = kind.length;
    int pairs = n * (n - 1) / 2;
    double[] expected = new double[pairs];
    double[] reached = new double[pairs];
    CounterRandom random = CounterRandom.of(seed);
    long[][] items = new long[n][];
    for (int draw = 0; draw < draws; draw++) {
      for (int i = 0; i < n; i++) {
        random.shuffle(window[i]);
        items[i] = items(kind[i], window[i]);
      }
      int at = 0;
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          int shared = shared(items[i], items[j]);
          expected[at] += shared / (double) draws;
          reached[at] += shared >= incidence.shared(i, j) ? 1 : 0;
          at++;
        }
      }
    }
    double[] pValues = new double[pairs];
    Arrays.setAll(pValues, p -> (1 + reached[p]) / (1.0 + draws));
    return PairTests.of("date shuffle null", incidence, expected, pValues, 1 / (1.0 + draws));
  }

  private static long[] items(int[] kind, int[] window) {
    long[] out = new long[kind.length];
    for (int t = 0; t < out.length; t++) {
      out[t] = ((long) kind[t] << 32) | (window[t] & 0xffffffffL);
    }
    Arrays.sort(out);
    int distinct = 0;
    for (int t = 0; t < out.length; t++) {
      if (t == 0 || out[t] != out[t - 1]) {
        out[distinct++] = out[t];
      }
    }
    return Arrays.copyOf(out, distinct);
  }

  private static int shared(long[] a, long[] b) {
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      int difference = Long.compare(a[i], b[j]);
      count += difference == 0 ? 1 : 0;
      i += difference <= 0 ? 1 : 0;
      j += difference >= 0 ? 1 : 0;
    }
    return count;
  }
}
