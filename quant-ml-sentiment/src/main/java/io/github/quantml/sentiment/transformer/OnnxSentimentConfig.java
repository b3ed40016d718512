// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.transformer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a transformer reads texts.
 *
 * @param maxTokens tokens the model takes, the two marks included, in [3, 8192]; the rest of a
 *     longer text is not read
 * @param lowerCase whether the vocabulary is one of lower-case words without accents
 * @param threads threads ONNX Runtime may use for one text, at least 1
 * @param vocabularySha256 expected SHA-256 of vocab.txt in hexadecimal digits, null to accept any.
 *     With a vocabulary that is not the model's every text looks neutral, and nothing else tells
 */
public record OnnxSentimentConfig(
    int maxTokens, boolean lowerCase, int threads, @Nullable String vocabularySha256) {

  public OnnxSentimentConfig {
    if (maxTokens < 3 || maxTokens > 8_192) {
      throw new IllegalArgumentException("maxTokens: must lie in [3, 8192], got " + maxTokens);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads: must be at least 1, got " + threads);
    }
    if (vocabularySha256 != null) {
      vocabularySha256 = vocabularySha256.toLowerCase(Locale.ROOT);
      if (!vocabularySha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "vocabularySha256: must be 64 hexadecimal digits, got '" + vocabularySha256 + "'");
      }
    }
  }

  /** 512 tokens of an uncased vocabulary on one thread. */
  public static OnnxSentimentConfig defaults() {
    return new OnnxSentimentConfig(512, true, 1, null);
  }

  public OnnxSentimentConfig withMaxTokens(int value) {
    return new OnnxSentimentConfig(value, lowerCase, threads, vocabularySha256);
  }

  public OnnxSentimentConfig withLowerCase(boolean value) {
    return new OnnxSentimentConfig(maxTokens, value, threads, vocabularySha256);
  }

  public OnnxSentimentConfig withVocabularySha256(String value) {
    return new OnnxSentimentConfig(maxTokens, lowerCase, threads, value);
  }
}
