// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.transformer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.quantml.api.BackendUnavailableException;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.spi.SentimentAnalyzer;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.util.FastMath;

/**
 * The mood of a text by a BERT-style classifier of three classes in ONNX, such as an export of
 * FinBERT, which the user brings.
 *
 * <p>The directory holds {@code model.onnx} (inputs {@code input_ids} and, if it has them, {@code
 * attention_mask} and {@code token_type_ids}, shape [1, tokens]; first output the logits, shape [1,
 * 3]; weights inside the file), {@code vocab.txt} and {@code config.json} with {@code id2label}.
 * The probabilities are the softmax of the logits, the confidence is the largest, the score is
 * P(positive) − P(negative). They are as well calibrated as the model is.
 *
 * <p>Needs {@code com.microsoft.onnxruntime:onnxruntime}, {@code ai.djl:api} and {@code
 * com.fasterxml.jackson.core:jackson-core} on the class path, which quant-ml-sentiment does not
 * bring by itself. Thread-safe. Holds native memory until {@link #close}.
 */
public final class OnnxSentimentAnalyzer implements SentimentAnalyzer, AutoCloseable {
  private static final long LARGEST_MODEL = 2L << 30;
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final Sentiment NOTHING = new Sentiment(0, 0, 0, 1, 0);

  private final OrtSession session;
  private final WordPieces pieces;
  private final ModelCard card;
  private final int maxTokens;
  private final String vocabularySha256;

  private OnnxSentimentAnalyzer(
      OrtSession session,
      WordPieces pieces,
      ModelCard card,
      int maxTokens,
      String vocabularySha256) {
    this.session = session;
    this.pieces = pieces;
    this.card = card;
    this.maxTokens = maxTokens;
    this.vocabularySha256 = vocabularySha256;
  }

  /**
   * Reads a model and tries it on a word.
   *
   * @throws ModelFormatException when a file is missing its parts, the vocabulary is not the
   *     expected one or has another size than the model's, or the model does not answer with three
   *     finite numbers
   * @throws BackendUnavailableException when a library is missing
   */
  public static OnnxSentimentAnalyzer load(Path directory, OnnxSentimentConfig config)
      throws IOException {
    try {
      byte[] vocabulary = Files.readAllBytes(directory.resolve("vocab.txt"));
      String sha = sha256(vocabulary);
      if (config.vocabularySha256() != null && !config.vocabularySha256().equals(sha)) {
        throw new ModelFormatException(
            "vocab.txt: expected SHA-256 " + config.vocabularySha256() + ", got " + sha);
      }
      List<String> lines =
          new String(vocabulary, StandardCharsets.UTF_8).lines().map(String::strip).toList();
      ModelCard card = ModelCard.parse(Files.readString(directory.resolve("config.json")));
      if (card.vocabularySize() >= 0 && card.vocabularySize() != lines.size()) {
        throw new ModelFormatException(
            "vocab.txt: has "
                + lines.size()
                + " pieces, but config.json says that the model has "
                + card.vocabularySize());
      }
      WordPieces pieces = WordPieces.of(lines, config.lowerCase());
      OnnxSentimentAnalyzer analyzer =
          new OnnxSentimentAnalyzer(
              session(directory.resolve("model.onnx"), config),
              pieces,
              card,
              config.maxTokens(),
              sha);
      analyzer.probe();
      return analyzer;
    } catch (NoClassDefFoundError e) {
      throw new BackendUnavailableException(
          "transformer sentiment: add com.microsoft.onnxruntime:onnxruntime, ai.djl:api and"
              + " com.fasterxml.jackson.core:jackson-core to the class path, missing "
              + e.getMessage(),
          e);
    }
  }

  private static OrtSession session(Path file, OnnxSentimentConfig config) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST_MODEL) {
      throw new ModelFormatException("model.onnx: must have at most 2 GB, got " + size + " bytes");
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(config.threads());
      options.setInterOpNumThreads(1);
      // From memory: a graph that points to files beside it cannot open any.
      return OrtEnvironment.getEnvironment().createSession(Files.readAllBytes(file), options);
    } catch (OrtException e) {
      throw new ModelFormatException("model.onnx: " + e.getMessage(), e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private void probe() {
    Set<String> inputs = session.getInputNames();
    try {
      if (!inputs.contains(IDS) || !Set.of(IDS, MASK, TYPES).containsAll(inputs)) {
        throw new ModelFormatException(
            "model.onnx: inputs must be input_ids and perhaps attention_mask and token_type_ids,"
                + " got "
                + inputs);
      }
      try {
        analyze("profit");
      } catch (QuantMlException e) {
        throw e instanceof ModelFormatException
            ? e
            : new ModelFormatException("model.onnx: " + e.getMessage(), e);
      }
    } catch (ModelFormatException e) {
      close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "transformer";
  }

  /** SHA-256 of vocab.txt, to be kept with results. */
  public String vocabularySha256() {
    return vocabularySha256;
  }

  /**
   * Reads one text, as far as the model's tokens reach.
   *
   * @throws QuantMlException when the model fails or answers with numbers that are not finite
   */
  @Override
  public Sentiment analyze(String text) {
    if (text.isBlank()) {
      return NOTHING;
    }
    double[] p = softmax(logits(pieces.encode(text, maxTokens)));
    double positive = p[card.positive()];
    double negative = p[card.negative()];
    double neutral = p[card.neutral()];
    return new Sentiment(
        positive - negative,
        positive,
        negative,
        neutral,
        Math.max(neutral, Math.max(positive, negative)));
  }

  private float[] logits(long[] ids) {
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      put(inputs, IDS, ids);
      put(inputs, MASK, ones);
      put(inputs, TYPES, new long[ids.length]);
      try (OrtSession.Result result = session.run(inputs)) {
        OnnxValue first = result.get(0);
        if (first.getValue() instanceof float[][] rows
            && rows.length == 1
            && rows[0].length == ModelCard.CLASSES) {
          return rows[0];
        }
        throw new ModelFormatException(
            "model.onnx: its first output must be of shape [1, 3], got " + first.getInfo());
      }
    } catch (OrtException e) {
      throw new QuantMlException("transformer sentiment: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private void put(Map<String, OnnxTensor> inputs, String name, long[] values) throws OrtException {
    if (session.getInputNames().contains(name)) {
      inputs.put(
          name,
          OnnxTensor.createTensor(
              OrtEnvironment.getEnvironment(),
              LongBuffer.wrap(values),
              new long[] {1, values.length}));
    }
  }

  private static double[] softmax(float[] logits) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float z : logits) {
      if (!Float.isFinite(z)) {
        throw new QuantMlException("transformer sentiment: the model answered " + z);
      }
      highest = Math.max(highest, z);
    }
    double[] p = new double[logits.length];
    double total = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = FastMath.exp(logits[k] - highest);
      total += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= total;
    }
    return p;
  }

  /** Frees the model; it must not be used afterwards. */
  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new QuantMlException("transformer sentiment: " + e.getMessage(), e);
    }
  }
}
