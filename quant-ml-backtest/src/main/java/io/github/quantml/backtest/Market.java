// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;

/**
 * Walks through the closes of all series in time. The first {@code assets} series are tradable, one
 * per symbol; the others are further intervals of the same symbols.
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

  private final long[] next;

  Market(int assets, BarSeries[] series) {
    this.assets = assets;
    this.series = series;
    known = new int[series.length];
    fresh = new int[assets];
    next = new long[series.length];
    for (int s = 0; s < series.length; s++) {
      next[s] = series[s].isEmpty() ? Long.MAX_VALUE : series[s].timeNanos(0);
    }
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
    for (int s = 0; s < next.length; s++) {
      if (next[s] == t) {
        BarSeries bars = series[s];
        int k = ++known[s];
        next[s] = k < bars.size() ? bars.timeNanos(k) : Long.MAX_VALUE;
        if (s < assets) {
          fresh[freshCount++] = s;
        }
      }
    }
    return true;
  }

  boolean isFresh(int asset) {
    int k = known[asset];
    return k > 0 && series[asset].timeNanos(k - 1) == now;
  }

  double close(int asset) {
    return series[asset].close(known[asset] - 1);
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
