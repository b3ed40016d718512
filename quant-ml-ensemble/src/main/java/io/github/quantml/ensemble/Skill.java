// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.math.stats.DieboldMariano;
import java.util.OptionalDouble;

/**
 * A score of the ensemble beside that of a reference on the same forecasts.
 *
 * @param score which score
 * @param reference what it is compared with
 * @param ensembleLoss mean loss of the ensemble; lower is better
 * @param referenceLoss mean loss of the reference
 * @param test Diebold-Mariano test of the losses, the ensemble as A, with the correction of Harvey,
 *     Leybourne and Newbold for overlapping horizons
 */
public record Skill(
    Score score,
    Reference reference,
    double ensembleLoss,
    double referenceLoss,
    DieboldMariano test) {

  /** Proper scores, all as losses. */
  public enum Score {
    /** −ln density of the return; in nats, any sign. */
    LOG,
    /** Continuous ranked probability score of the return, in units of return. */
    CRPS,
    /** ln h + r²/h with the forecast second moment h: of the volatility; any sign. */
    QLIKE,
    /** −ln probability of the class that came true, in nats. */
    CLASS_LOG,
    /** Σ(p − 1)² over up, down and flat. */
    BRIER,
    /** Ranked probability score over down, flat, up. */
    RPS;

    /** Whether 0 is its best value, so that a skill score means something. */
    boolean startsAtZero() {
      return this != LOG && this != QLIKE;
    }
  }

  /** What the ensemble is compared with. */
  public enum Reference {
    /** The random walk with drift and fat tails. */
    RANDOM_WALK,
    /** The same members with equal weights, not calibrated. */
    EQUAL_WEIGHTS,
    /** The frequencies of up, down and flat so far. */
    CLIMATOLOGY,
    /** The member that turned out best: known only afterwards, so hard to beat. */
    BEST_MEMBER
  }

  /** 1 − ensemble/reference, above 0 when the ensemble is better; empty for scores of any sign. */
  public OptionalDouble skill() {
    return score.startsAtZero() && referenceLoss > 0
        ? OptionalDouble.of(1 - ensembleLoss / referenceLoss)
        : OptionalDouble.empty();
  }
}
