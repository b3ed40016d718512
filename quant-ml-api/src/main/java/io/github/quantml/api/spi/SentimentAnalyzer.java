// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

/** Reads the mood of a text. Thread-safe. */
public interface SentimentAnalyzer extends Provider {
  /**
   * Reads one text.
   *
   * @param text any text; an empty one is neutral with confidence 0
   */
  Sentiment analyze(String text);

  /**
   * The mood of a text.
   *
   * @param score from −1 (negative) to +1 (positive)
   * @param positive probability of a positive text
   * @param negative probability of a negative text
   * @param neutral probability of a neutral text
   * @param confidence in [0, 1]
   */
  record Sentiment(
      double score, double positive, double negative, double neutral, double confidence) {
    public Sentiment {
      if (!(score >= -1 && score <= 1)) {
        throw new IllegalArgumentException("sentiment: score must lie in [-1, 1], got " + score);
      }
      if (!(Math.abs(positive + negative + neutral - 1) < 1e-6)
          || !(positive >= 0 && negative >= 0 && neutral >= 0)) {
        throw new IllegalArgumentException(
            "sentiment: probabilities must be at least 0 and sum to 1, got "
                + positive
                + ", "
                + negative
                + ", "
                + neutral);
      }
      if (!(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException(
            "sentiment: confidence must lie in [0, 1], got " + confidence);
      }
    }
  }
}
