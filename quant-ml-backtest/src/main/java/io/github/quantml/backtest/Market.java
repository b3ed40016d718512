// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import java.util.Arrays;

/**
 * Walks through the closes of all series in time. The first {@code assets} series are tradable, one
 * per symbol; the others are further intervals of the same symbols.
 *
 * <p>What every bar needs lies in arrays by asset, which are contiguous, rather than in the series,
 * which are not: with a hundred assets that is the difference between cache and memory.
 */
final class Market {
  final int assets;
  final BarSeries[] series;

  /** Bars of each series that have closed. */
  final int[] known;

  /** Assets whose bar closed now, in order; the first {@link #freshCount} entries. */
  final int[] fresh;

  int freshCount;
  long now = Long.MIN_VALUE;

  /**
   * Closes of the assets of each clock, bar after bar: that of bar {@code k} of an asset lies at
   * {@code k · width + column}.
   */
  private final double[][] closes;

  private final int[] width;
  private final int[] column;

  /** The last close of each asset. */
  private final double[] last;

  /** Moments of the last bar of each asset and of the one before. */
  private final long[] lastTime;

  private final long[] timeBefore;

  /** Series with the same times share a clock. */
  private final int[] clockOf;

  private final int[] leader;
  private final long[] next;

  Market(int assets, BarSeries[] series) {
    this.assets = assets;
    this.series = series;
    known = new int[series.length];
    fresh = new int[assets];
    last = new double[assets];
    lastTime = new long[assets];
    timeBefore = new long[assets];
    Arrays.fill(lastTime, Long.MIN_VALUE);
    Arrays.fill(timeBefore, Long.MIN_VALUE);
    clockOf = new int[series.length];
    int[] leaders = new int[series.length];
    int clocks = 0;
    for (int s = 0; s < series.length; s++) {
      int c = 0;
      while (c < clocks && !sameTimes(series[leaders[c]], series[s])) {
        c++;
      }
      if (c == clocks) {
        leaders[clocks++] = s;
      }
      clockOf[s] = c;
    }
    leader = Arrays.copyOf(leaders, clocks);
    width = new int[clocks];
    column = new int[assets];
    for (int a = 0; a < assets; a++) {
      column[a] = width[clockOf[a]]++;
    }
    closes = new double[clocks][];
    for (int c = 0; c < clocks; c++) {
      closes[c] = new double[Math.multiplyExact(width[c], series[leader[c]].size())];
    }
    copyCloses();
    next = new long[clocks];
    for (int c = 0; c < clocks; c++) {
      next[c] = series[leader[c]].isEmpty() ? Long.MAX_VALUE : series[leader[c]].timeNanos(0);
    }
  }

  /** Copies in tiles, so that the lines of eight assets stay in the cache. */
  private void copyCloses() {
    for (int from = 0; from < assets; from += 8) {
      int to = Math.min(assets, from + 8);
      int longest = 0;
      for (int a = from; a < to; a++) {
        longest = Math.max(longest, series[a].size());
      }
      for (int start = 0; start < longest; start += 64) {
        for (int a = from; a < to; a++) {
          double[] block = closes[clockOf[a]];
          int step = width[clockOf[a]];
          int end = Math.min(series[a].size(), start + 64);
          for (int k = start; k < end; k++) {
            block[k * step + column[a]] = series[a].close(k);
          }
        }
      }
    }
  }

  private static boolean sameTimes(BarSeries one, BarSeries other) {
    int n = one.size();
    if (n != other.size() || (n > 0 && one.timeNanos(n - 1) != other.timeNanos(n - 1))) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      if (one.timeNanos(i) != other.timeNanos(i)) {
        return false;
      }
    }
    return true;
  }

  /** Moves to the next close of any series; false when there is none. */
  boolean advance() {
    long t = Long.MAX_VALUE;
    for (long candidate : next) {
      t = Math.min(t, candidate);
    }
    if (t == Long.MAX_VALUE) {
      return false;
    }
    now = t;
    freshCount = 0;
    for (int s = 0; s < clockOf.length; s++) {
      if (next[clockOf[s]] == t) {
        int k = known[s]++;
        if (s < assets) {
          fresh[freshCount++] = s;
          last[s] = closes[clockOf[s]][k * width[clockOf[s]] + column[s]];
          timeBefore[s] = lastTime[s];
          lastTime[s] = t;
        }
      }
    }
    for (int c = 0; c < next.length; c++) {
      if (next[c] == t) {
        BarSeries bars = series[leader[c]];
        int k = known[leader[c]];
        next[c] = k < bars.size() ? bars.timeNanos(k) : Long.MAX_VALUE;
      }
    }
    return true;
  }

  boolean isFresh(int asset) {
    return lastTime[asset] == now;
  }

  /** The last close; the asset must have one. */
  double close(int asset) {
    return last[asset];
  }

  /** The close {@code ago} bars before the last; fails like an array outside the known bars. */
  double close(int asset, int ago) {
    int clock = clockOf[asset];
    return closes[clock][(known[asset] - 1 - ago) * width[clock] + column[asset]];
  }

  /** Moment of the bar before the last, the far past without one. */
  long timeBefore(int asset) {
    return timeBefore[asset];
  }

  /**
   * Moment at which bar {@code i} began: its close less the interval, but not before the close of
   * the bar before it.
   */
  long start(int asset, int i) {
    BarSeries bars = series[asset];
    long interval = bars.interval().toNanos();
    long previous = i == 0 ? Long.MIN_VALUE : bars.timeNanos(i - 1);
    return interval == 0 ? previous : Math.max(previous, bars.timeNanos(i) - interval);
  }
}
