// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import java.time.Instant;

/**
 * When the label of a bar is decided: what a training must not share with the test that follows.
 *
 * <p>Labels of fixed length end a horizon later; those of a triple barrier end when a barrier is
 * hit, each at its own time.
 */
@FunctionalInterface
public interface LabelEnds {
  /**
   * The time of the last price that the label of a bar uses.
   *
   * @return not before the bar's own time
   */
  Instant of(BarSeries bars, int bar);

  /** Labels over a horizon; those of the last bars end after the series. */
  static LabelEnds after(Horizon horizon) {
    return (bars, bar) -> {
      long end = bar + (long) horizon.resolve(bars).bars();
      return end < bars.size() ? bars.time((int) end) : Instant.MAX;
    };
  }
}
