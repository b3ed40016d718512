// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.conformal;

/**
 * A threshold for nonconformity scores, kept up to date outcome by outcome.
 *
 * <p>The score of an outcome says how far it was from its forecast - |r − m|, |r − m|/s, or how far
 * outside two quantiles - and the interval is all outcomes whose score would be at most the
 * threshold. Not thread-safe.
 */
public interface OnlineConformal {
  /** The threshold to use for the next outcome. */
  double threshold();

  /** Learns the score of the outcome that the last threshold was for, or of an earlier one. */
  void learn(double score);
}
