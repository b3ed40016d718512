// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.Arrays;

/** The arrays behind a series and all its views. Never written after construction. */
final class BarColumns {
  final long[] times;
  final double[] open;
  final double[] high;
  final double[] low;
  final double[] close;
  final double[] volume;

  BarColumns(
      long[] times, double[] open, double[] high, double[] low, double[] close, double[] volume) {
    this.times = times;
    this.open = open;
    this.high = high;
    this.low = low;
    this.close = close;
    this.volume = volume;
  }

  double[] of(BarColumn column) {
    return switch (column) {
      case OPEN -> open;
      case HIGH -> high;
      case LOW -> low;
      case CLOSE -> close;
      case VOLUME -> volume;
    };
  }

  /** One independent lane per column, so that the multiplications overlap. */
  long fingerprint(int from, int to) {
    long t = 1;
    long o = 2;
    long h = 3;
    long l = 4;
    long c = 5;
    long v = 6;
    for (int i = from; i < to; i++) {
      t = Fingerprint.step(t, times[i]);
      o = Fingerprint.step(o, Double.doubleToRawLongBits(open[i]));
      h = Fingerprint.step(h, Double.doubleToRawLongBits(high[i]));
      l = Fingerprint.step(l, Double.doubleToRawLongBits(low[i]));
      c = Fingerprint.step(c, Double.doubleToRawLongBits(close[i]));
      v = Fingerprint.step(v, Double.doubleToRawLongBits(volume[i]));
    }
    return new Fingerprint(t).add(o).add(h).add(l).add(c).add(v).value();
  }

  boolean sameContent(int from, int to, BarColumns that, int thatFrom, int thatTo) {
    return Arrays.equals(times, from, to, that.times, thatFrom, thatTo)
        && Arrays.equals(open, from, to, that.open, thatFrom, thatTo)
        && Arrays.equals(high, from, to, that.high, thatFrom, thatTo)
        && Arrays.equals(low, from, to, that.low, thatFrom, thatTo)
        && Arrays.equals(close, from, to, that.close, thatFrom, thatTo)
        && Arrays.equals(volume, from, to, that.volume, thatFrom, thatTo);
  }
}
