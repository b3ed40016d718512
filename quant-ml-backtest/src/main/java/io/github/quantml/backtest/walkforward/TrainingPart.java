// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a trainer may see: the bars of the training part and what was known when it ended.
 *
 * @param fold number of the fold it trains for, from 0
 * @param bars the training part of every series, oldest first; views
 * @param context what was known at the last bar of the part
 * @param seed seed of this fold; the same at any number of threads
 * @param previous what was fitted before, with warm start; else null
 */
public record TrainingPart(
    int fold,
    List<BarSeries> bars,
    MarketContext context,
    long seed,
    @Nullable FittedStrategy previous) {
  public TrainingPart {
    bars = List.copyOf(bars);
  }
}
