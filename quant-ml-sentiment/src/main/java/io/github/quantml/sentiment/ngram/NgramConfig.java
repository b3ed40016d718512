// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.ngram;

/**
 * How an n-gram classifier looks at texts and learns.
 *
 * @param wordBits words and pairs of words are hashed into 2^wordBits buckets, 8 to 20
 * @param characterBits pieces of words are hashed into 2^characterBits buckets, 8 to 20
 * @param characterWeight weight of the pieces beside the words, at least 0; 0 leaves them out
 * @param inverseRegularisation C, positive: the loss is ½‖w‖² + C·Σ log loss
 * @param maxIterations most iterations of the optimiser, at least 1
 * @param folds out-of-sample folds that calibrate the probabilities, at least 2
 */
public record NgramConfig(
    int wordBits,
    int characterBits,
    double characterWeight,
    double inverseRegularisation,
    int maxIterations,
    int folds) {

  public NgramConfig {
    check("wordBits", wordBits, wordBits >= 8 && wordBits <= 20, "must lie in [8, 20]");
    check(
        "characterBits",
        characterBits,
        characterBits >= 8 && characterBits <= 20,
        "must lie in [8, 20]");
    check(
        "characterWeight",
        characterWeight,
        characterWeight >= 0 && characterWeight <= 100,
        "must lie in [0, 100]");
    check(
        "inverseRegularisation",
        inverseRegularisation,
        inverseRegularisation > 0 && inverseRegularisation <= 1e6,
        "must lie in (0, 1e6]");
    check("maxIterations", maxIterations, maxIterations >= 1, "must be at least 1");
    check("folds", folds, folds >= 2, "must be at least 2");
  }

  private static void check(String name, double value, boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + rule + ", got " + value);
    }
  }

  /** 65,536 buckets of words and 32,768 of pieces: a model of 1.6 MB. */
  public static NgramConfig defaults() {
    return new NgramConfig(16, 15, 0.7, 10, 60, 5);
  }
}
