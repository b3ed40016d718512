// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.significance;

import java.util.Locale;

/**
 * What {@link Cscv} found; one entry per combination of blocks, in a fixed order.
 *
 * <p>One number is noisy: over 200 draws of 100 strategies of pure noise the probability scattered
 * with a standard deviation of 0.16 about 1/2. Look at the logits, too.
 *
 * <p>The arrays are the record's own and must not be changed.
 *
 * @param probability share of combinations whose in-sample best lands in the lower half outside
 * @param logits ln(ω/(1 − ω)) of the relative rank ω of the in-sample best; at most 0 is overfit
 * @param best strategy that was best in sample
 * @param inside performance of the best, in sample
 * @param outside performance of the same strategy, out of sample
 * @param probabilityOfLoss share of combinations with {@code outside} below 0
 * @param degradation line of {@code outside} on {@code inside}
 */
public record Overfitting(
    double probability,
    double[] logits,
    int[] best,
    double[] inside,
    double[] outside,
    double probabilityOfLoss,
    Degradation degradation) {

  /** Number of combinations. */
  public int combinations() {
    return logits.length;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "probability of backtest overfitting %.3f (%d combinations), of loss %.3f, slope %.3f",
        probability,
        logits.length,
        probabilityOfLoss,
        degradation.slope());
  }
}
