// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

/**
 * What is tuned: one value for one setting of the parameters. Called from several threads when the
 * tuner has several.
 *
 * <p>Determinism is the objective's part: whatever is random in it should be seeded with {@link
 * Trial#seed()}.
 */
@FunctionalInterface
public interface Objective {
  /**
   * Tries one setting.
   *
   * @return the value to minimise or maximise; a value that is not finite fails the trial
   * @throws PrunedException {@code throw trial.pruned()} when {@link Trial#shouldPrune()} says so
   * @throws Exception any other exception fails this trial alone; its message is the reason
   */
  double evaluate(Trial trial) throws Exception;
}
