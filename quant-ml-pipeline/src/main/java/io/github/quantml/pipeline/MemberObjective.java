// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.Cancellation;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.ScheduleConfig;
import io.github.quantml.pipeline.tune.Objective;
import io.github.quantml.pipeline.tune.Trial;
import java.time.Clock;

/**
 * What the settings of a member are worth, to be maximised: the mean over folds of the later half
 * of the bars of how much better than a normal law it forecasts, trained on what lies before each
 * fold. A trial reports its running mean fold by fold, so that a pruner can end it, and its {@code
 * sharpe} of holding the sign of what was expected, from which a deflated Sharpe ratio counts.
 * Immutable, thread-safe.
 */
public final class MemberObjective implements Objective {
  /** Name of the metric with the Sharpe ratio. */
  public static final String SHARPE = "sharpe";

  private final MemberRecipe recipe;
  private final TrainingData seen;
  private final int folds;
  private final int lookback;
  private final Clock clock;
  private final Cancellation cancellation;

  private MemberObjective(
      MemberRecipe recipe,
      TrainingData seen,
      int folds,
      int lookback,
      Clock clock,
      Cancellation cancellation) {
    this.recipe = recipe;
    this.seen = seen;
    this.folds = folds;
    this.lookback = lookback;
    this.clock = clock;
    this.cancellation = cancellation;
  }

  /**
   * The worth of a recipe's settings on data.
   *
   * @param seen what tuning sees, with a resolved horizon; what is evaluated later must not lie in
   *     it
   * @param folds at least 1
   */
  public static MemberObjective of(MemberRecipe recipe, TrainingData seen, int folds) {
    if (folds < 1) {
      throw new IllegalArgumentException("folds: must be at least 1, got " + folds);
    }
    return new MemberObjective(
        recipe,
        seen,
        folds,
        ScheduleConfig.defaults().lookback(),
        Clock.systemUTC(),
        new Cancellation());
  }

  /**
   * How many of the newest bars the member sees when it forecasts; that of ensembles by default.
   */
  public MemberObjective withLookback(int value) {
    return new MemberObjective(recipe, seen, folds, value, clock, cancellation);
  }

  public MemberObjective withClock(Clock value) {
    return new MemberObjective(recipe, seen, folds, lookback, value, cancellation);
  }

  public MemberObjective withCancellation(Cancellation value) {
    return new MemberObjective(recipe, seen, folds, lookback, clock, value);
  }

  @Override
  public double evaluate(Trial trial) {
    ModelTrainer trainer = recipe.of(trial);
    int h = seen.horizon().bars();
    int needed = MemberScore.neededBars(trainer.minimumBars(seen.horizon()), h, folds);
    if (seen.bars().size() < needed) {
      throw new InsufficientDataException(
          seen.bars().symbol()
              + ": bars to tune "
              + recipe.name()
              + " on, which may be a first share only",
          needed,
          seen.bars().size());
    }
    MemberScore score = new MemberScore(seen, folds, lookback);
    TrainingContext context =
        TrainingContext.defaults()
            .withSeed(trial.seed())
            .withClock(clock)
            .withCancellation(cancellation);
    double sum = 0;
    for (int f = 0; f < folds; f++) {
      sum += score.fold(trainer, f, context);
      trial.report(f, sum / (f + 1));
      trial.metric(SHARPE, score.sharpe());
      if (f < folds - 1 && trial.shouldPrune()) {
        throw trial.pruned();
      }
    }
    return sum / folds;
  }
}
