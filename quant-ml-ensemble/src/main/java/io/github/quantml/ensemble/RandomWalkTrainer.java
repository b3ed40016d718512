// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.math.Sums;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The random walk with drift: the baseline every other member has to beat.
 *
 * <p>One-bar simple returns are taken as independent with the sample's mean m, standard deviation s
 * (divisor n − 1) and excess kurtosis κ. The h-bar return has mean (1 + m)ʰ − 1, standard deviation
 * s√h and a Student-t shape with 4 + 6h/κ degrees of freedom, so that fat tails are not somebody
 * else's discovery. Thread-safe.
 */
public final class RandomWalkTrainer implements ModelTrainer {
  /** Name of the member. */
  public static final String NAME = "random_walk";

  private static final int MIN_BARS = 30;

  private RandomWalkTrainer() {}

  public static RandomWalkTrainer create() {
    return new RandomWalkTrainer();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ContextItem> uses() {
    return EnumSet.noneOf(ContextItem.class);
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return MIN_BARS;
  }

  @Override
  public RandomWalkModel train(TrainingData data, TrainingContext context) {
    BarSeries bars = data.bars();
    if (bars.size() < MIN_BARS) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to train " + NAME, MIN_BARS, bars.size());
    }
    double[] returns = bars.simpleReturns();
    double variance = Sums.variance(returns, 1);
    if (!(variance > 0)) {
      throw new InvalidDataException(
          bars.symbol()
              + ": all "
              + bars.size()
              + " closes from "
              + bars.time(0)
              + " on give the same return, so there is no volatility to forecast");
    }
    return new RandomWalkModel(
        data.horizon(),
        Sums.mean(returns),
        Math.sqrt(variance),
        Sums.excessKurtosis(returns),
        Provenance.of(NAME, data, context.seed(), Map.of()));
  }
}
