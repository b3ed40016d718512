// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.Quantiles;
import java.util.Arrays;
import java.util.List;

/**
 * The median stopping rule: a trial is given up whose best value so far is worse than the median,
 * at the same step, of the complete trials' values.
 *
 * <p>Source: Golovin et al. (2017), Google Vizier, KDD '17, section 3.2.2, with values in place of
 * running averages.
 */
public final class MedianPruner extends Pruner {
  private final int warmUpTrials;
  private final long warmUpSteps;

  private MedianPruner(int warmUpTrials, long warmUpSteps) {
    this.warmUpTrials = warmUpTrials;
    this.warmUpSteps = warmUpSteps;
  }

  static MedianPruner defaults() {
    return new MedianPruner(5, 0);
  }

  /**
   * How many complete trials must have reported at a step (5).
   *
   * @param trials at least 1
   */
  public MedianPruner warmUpTrials(int trials) {
    if (trials < 1) {
      throw new IllegalArgumentException("trials: must be at least 1, got " + trials);
    }
    return new MedianPruner(trials, warmUpSteps);
  }

  /**
   * The first step that is judged (0).
   *
   * @param steps at least 0
   */
  public MedianPruner warmUpSteps(long steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps: must be at least 0, got " + steps);
    }
    return new MedianPruner(warmUpTrials, steps);
  }

  @Override
  Verdict judge(int trial, List<TrialResult> known, Direction direction) {
    return reports -> {
      long step = reports.lastStep();
      return step < warmUpSteps
          ? ""
          : reason(step, reports.bestLoss(step, direction), known, direction);
    };
  }

  private String reason(long step, double best, List<TrialResult> known, Direction direction) {
    double[] losses = new double[known.size()];
    int n = 0;
    for (TrialResult other : known) {
      double value = other.state() == TrialState.COMPLETE ? other.reports().at(step) : Double.NaN;
      if (!Double.isNaN(value)) {
        losses[n++] = direction.loss(value);
      }
    }
    if (n < warmUpTrials) {
      return "";
    }
    double median = Quantiles.median(Arrays.copyOf(losses, n));
    return best > median
        ? "step "
            + step
            + ": best "
            + direction.loss(best)
            + ", median of "
            + n
            + " trials "
            + direction.loss(median)
        : "";
  }

  @Override
  String describe() {
    return "median trials=" + warmUpTrials + " steps=" + warmUpSteps;
  }
}
