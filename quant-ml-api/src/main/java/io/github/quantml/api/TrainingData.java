// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;

/**
 * What a model learns from: bars, context and the horizon to forecast.
 *
 * <p>The label of bar {@code i} is the simple return close[i + h] / close[i] − 1 over the horizon
 * of h bars; it is known only when bar i + h has closed, so the last h bars have none.
 *
 * @param bars bars of the instrument, oldest first
 * @param context everything else that was known, in full; trainers look at it {@code asOf} a bar
 * @param horizon how far ahead to forecast
 */
public record TrainingData(BarSeries bars, MarketContext context, Horizon horizon) {

  /** Data with an empty context and a horizon of one bar. */
  public static TrainingData of(BarSeries bars) {
    return new TrainingData(bars, MarketContext.empty(), Horizon.ofBars(1));
  }

  public TrainingData withContext(MarketContext value) {
    return new TrainingData(bars, value, horizon);
  }

  /** The same data with another horizon, resolved to bars on these bars. */
  public TrainingData withHorizon(Horizon value) {
    return new TrainingData(bars, context, value.resolve(bars));
  }

  /** What was known at {@code t}. */
  public TrainingData until(Instant t) {
    return new TrainingData(bars.until(t), context.asOf(t), horizon);
  }

  /** The first {@code n} bars and what was known when the last of them closed. */
  public TrainingData first(int n) {
    BarSeries head = bars.window(0, n);
    return new TrainingData(
        head, n == 0 ? context.asOf(Instant.MIN) : context.asOf(head.time(n - 1)), horizon);
  }

  /** Number of bars whose label is known. */
  public int labelCount() {
    return Math.max(0, bars.size() - horizon.bars());
  }

  /** Simple return from bar {@code i} to bar {@code i + horizon}; {@code i < labelCount()}. */
  public double label(int i) {
    return bars.close(i + horizon.bars()) / bars.close(i) - 1;
  }
}
