// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/** ta4j on doubles, the fastest of its number types. */
final class Ta4j {
  private Ta4j() {}

  /** A series whose closes are x. */
  static ClosePriceIndicator closes(double[] x) {
    BarSeries bars = new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
    ZonedDateTime start = Instant.EPOCH.atZone(ZoneOffset.UTC);
    for (int t = 0; t < x.length; t++) {
      Num price = DoubleNum.valueOf(x[t]);
      bars.addBar(
          Duration.ofMinutes(1),
          start.plusMinutes(t),
          price,
          price,
          price,
          price,
          DoubleNum.valueOf(0));
    }
    return new ClosePriceIndicator(bars);
  }

  /** All values of a fresh indicator, without its warm-up. */
  static double[] run(Indicator<Num> indicator, int warmUp) {
    int length = indicator.getBarSeries().getBarCount();
    double[] out = new double[length - warmUp];
    for (int t = warmUp; t < length; t++) {
      out[t - warmUp] = indicator.getValue(t).doubleValue();
    }
    return out;
  }
}
