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

  /** Close columns of the assets, and the last close of each. */
  private final double[][] closes;

  private final double[] last;

  /** Moment of the last bar of each asset. */
  private final long[] lastTime;

  /** Series with the same times share a clock. */
  private final int[] clockOf;

  private final int[] leader;
  private final long[] next;

  Market(int assets, BarSeries[] series) {
    this.assets = assets;
    this.series = series;
    known = new int[series.length];
    fresh = new int[assets];
    closes = new double[assets][];
    last = new double[assets];
    lastTime = new long[assets];
    Arrays.fill(lastTime, Long.MIN_VALUE);
    for (int a = 0; a < assets; a++) {
      closes[a] = series[a].toCloses();
    }
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
    next = new long[clocks];
    for (int c = 0; c < clocks; c++) {
      next[c] = series[leader[c]].isEmpty() ? Long.MAX_VALUE : series[leader[c]].timeNanos(0);
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
          last[s] = closes[s][k];
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
    return closes[asset][known[asset] - 1 - ago];
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
