// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.MarketContext;
import java.time.Instant;

/**
 * Predictions bar by bar: keeps the last bars that the model looks at, and predicts at each new
 * one. Equal to {@link InferencePipeline#predict} on the whole series. For one thread.
 */
public final class LivePrediction {
  private static final int LEAST_KEPT = 1_000;

  private final InferencePipeline pipeline;
  private final String symbol;
  private BarSeries bars;

  LivePrediction(InferencePipeline pipeline, BarSeries history) {
    this.pipeline = pipeline;
    this.symbol = history.symbol();
    this.bars = history.last(Math.max(LEAST_KEPT, pipeline.ensemble(symbol).lookback()));
  }

  private int kept() {
    return Math.max(LEAST_KEPT, pipeline.ensemble(symbol).lookback());
  }

  /** The bars it looks at now, the newest last. */
  public BarSeries bars() {
    return bars;
  }

  /**
   * Takes a bar that has closed, and predicts from it.
   *
   * @param close time of its close, after that of the bar before
   * @throws io.github.quantml.api.InvalidDataException naming the field when the bar is not valid;
   *     the stream goes on as if it had not come
   */
  public Served onBar(
      Instant close,
      double open,
      double high,
      double low,
      double closePrice,
      double volume,
      MarketContext context) {
    bars = extended(close, open, high, low, closePrice, volume);
    return pipeline.predict(bars, context);
  }

  private BarSeries extended(
      Instant close, double open, double high, double low, double closePrice, double volume) {
    BarSeries recent = bars.last(kept() - 1);
    int n = recent.size();
    BarSeriesBuilder out = BarSeries.builder(bars.symbol(), bars.interval());
    for (int i = 0; i < n; i++) {
      out.add(
          recent.time(i),
          recent.open(i),
          recent.high(i),
          recent.low(i),
          recent.close(i),
          recent.volume(i));
    }
    out.add(close, open, high, low, closePrice, volume);
    return out.build();
  }
}
