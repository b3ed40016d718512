// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.random.CounterRandom;
import java.util.List;

/**
 * A sampler at work on one study.
 *
 * <p>It is told results in the order of their numbers. What it proposes is a function of what it
 * was told, the pending values and the random stream alone, not of how often it was asked before: a
 * resumed study, or another process, asks for some numbers only.
 */
interface Proposer {
  /** Hears the result of the next trial. */
  void tell(TrialResult result);

  /**
   * The values of a trial.
   *
   * @param pending values of the trials before it whose results it may not know
   * @param random the trial's own stream
   */
  double[] propose(int trial, List<double[]> pending, CounterRandom random);
}
