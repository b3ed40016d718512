// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

/** Fits a strategy to a training part. Thread-safe. */
@FunctionalInterface
public interface StrategyTrainer {
  /**
   * Fits; a pure function of the part.
   *
   * @return a strategy that no other fold uses, with what was chosen and tried
   */
  FittedStrategy train(TrainingPart part);
}
