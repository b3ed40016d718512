// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.contract;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import java.util.SplittableRandom;

/** Ways to replace what comes after a bar, to show that nothing looks at it. */
public enum Future {
  /** Bars of random prices around the last known close. */
  NOISE {
    @Override
    void add(BarSeriesBuilder out, BarSeries bars, int i, double last, SplittableRandom random) {
      double close = last * (0.5 + random.nextDouble());
      double high = Math.max(last, close) * (1 + 0.1 * random.nextDouble());
      double low = Math.min(last, close) * (1 - 0.1 * random.nextDouble());
      out.add(bars.time(i), last, high, low, close, 1e6 * random.nextDouble());
    }
  },
  /** Bars that jump between a thousandth and a thousand times the last known close. */
  EXTREMES {
    @Override
    void add(BarSeriesBuilder out, BarSeries bars, int i, double last, SplittableRandom random) {
      double high = last * 1e3;
      double low = last * 1e-3;
      boolean up = i % 2 == 0;
      out.add(bars.time(i), up ? low : high, high, low, up ? high : low, 1e12);
    }
  },
  /** No bars at all. */
  NOTHING {
    @Override
    void add(BarSeriesBuilder out, BarSeries bars, int i, double last, SplittableRandom random) {}
  };

  abstract void add(
      BarSeriesBuilder out, BarSeries bars, int i, double last, SplittableRandom random);

  /** The first {@code known} bars as they are, and this future in place of the rest. */
  public BarSeries after(BarSeries bars, int known, long seed) {
    BarSeriesBuilder out = BarSeries.builder(bars.symbol(), bars.interval());
    for (int i = 0; i < known; i++) {
      out.add(bars.time(i), bars.open(i), bars.high(i), bars.low(i), bars.close(i), bars.volume(i));
    }
    SplittableRandom random = new SplittableRandom(seed);
    double last = known == 0 ? 1 : bars.close(known - 1);
    for (int i = known; i < bars.size(); i++) {
      add(out, bars, i, last, random);
    }
    return out.build();
  }
}
