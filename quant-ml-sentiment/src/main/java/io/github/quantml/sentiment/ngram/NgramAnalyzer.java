// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.ngram;

import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.spi.SentimentAnalyzer;
import io.github.quantml.math.calibration.CalibrationMethod;
import io.github.quantml.math.calibration.ProbabilityCalibration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Multinomial logistic regression on hashed word and character n-grams, as {@link NgramTrainer}
 * makes it.
 *
 * <p>The three probabilities are calibrated on texts the classifier had not seen; the confidence is
 * the largest of them, the score is P(positive) − P(negative). Immutable, thread-safe.
 */
public final class NgramAnalyzer implements SentimentAnalyzer {
  private static final String KIND = "ngram_sentiment";
  private static final int SCHEMA = 1;
  private static final int CLASSES = 3;
  private static final Sentiment NOTHING = new Sentiment(0, 0, 0, 1, 0);

  private final NgramConfig config;
  private final float[] inverseFrequency;

  /** A weight per class and bucket: {@code weights[bucket * 3 + class]}. */
  private final float[] weights;

  private final double[] biases;
  private final ProbabilityCalibration calibration;

  /** What each class's probability is multiplied with before the largest names the mood. */
  private final double[] decision;

  NgramAnalyzer(
      NgramConfig config,
      float[] inverseFrequency,
      float[] weights,
      double[] biases,
      ProbabilityCalibration calibration,
      double[] decision) {
    this.config = config;
    this.inverseFrequency = inverseFrequency;
    this.weights = weights;
    this.biases = biases;
    this.calibration = calibration;
    this.decision = decision;
  }

  @Override
  public String name() {
    return "ngram";
  }

  @Override
  public Sentiment analyze(String text) {
    Features features = Features.of(text, config);
    if (features.buckets().length == 0) {
      return NOTHING;
    }
    double[] p = calibration.apply(raw(features));
    double negative = p[Mood.NEGATIVE.column()];
    double neutral = p[Mood.NEUTRAL.column()];
    double positive = p[Mood.POSITIVE.column()];
    return new Sentiment(
        positive - negative,
        positive,
        negative,
        neutral,
        Math.max(neutral, Math.max(positive, negative)));
  }

  /**
   * The mood to name when one has to be named: the class with the largest probability after the
   * rarer classes were raised as much as gave the best macro-F1 on texts not seen in training.
   * Neutral for a text without words.
   */
  public Mood mood(String text) {
    Sentiment s = analyze(text);
    double[] p = {s.negative(), s.neutral(), s.positive()};
    int best = Mood.NEUTRAL.column();
    for (int k = 0; k < CLASSES; k++) {
      best = p[k] * decision[k] > p[best] * decision[best] ? k : best;
    }
    return Mood.ofColumn(best);
  }

  private double[] raw(Features features) {
    float[] values = features.weighted(inverseFrequency, config);
    double[] z = biases.clone();
    for (int i = 0; i < values.length; i++) {
      int at = features.buckets()[i] * CLASSES;
      for (int k = 0; k < CLASSES; k++) {
        z[k] += (double) values[i] * weights[at + k];
      }
    }
    return NgramTrainer.softmax(z);
  }

  /** The whole state, at most 2 MB with the default configuration. */
  public ModelBundle toBundle() {
    return ModelBundle.builder(KIND, SCHEMA)
        .integer("word_bits", config.wordBits())
        .integer("character_bits", config.characterBits())
        .number("character_weight", config.characterWeight())
        .number("inverse_regularisation", config.inverseRegularisation())
        .integer("max_iterations", config.maxIterations())
        .integer("folds", config.folds())
        .bytes("inverse_frequency", bytes(inverseFrequency))
        .bytes("weights", bytes(weights))
        .numbers("biases", biases)
        .text("calibration", calibration.method().name())
        .numbers("calibration_parameters", calibration.parameters())
        .numbers("decision", decision)
        .build();
  }

  /** Writes the classifier: wholly or not at all. */
  public void save(Path file) throws IOException {
    toBundle().write(file);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws ModelFormatException when the file is damaged or foreign
   */
  public static NgramAnalyzer load(Path file, LoadLimits limits) throws IOException {
    return from(ModelBundle.read(file, limits));
  }

  /**
   * The classifier that {@link #toBundle} described.
   *
   * @throws ModelFormatException when the bundle describes none
   */
  public static NgramAnalyzer from(ModelBundle in) {
    in.require(KIND, SCHEMA);
    try {
      NgramConfig config =
          new NgramConfig(
              in.count("word_bits", 8, 20),
              in.count("character_bits", 8, 20),
              in.number("character_weight"),
              in.number("inverse_regularisation"),
              in.count("max_iterations", 1, Integer.MAX_VALUE),
              in.count("folds", 2, Integer.MAX_VALUE));
      int buckets = (1 << config.wordBits()) + (1 << config.characterBits());
      double[] decision = in.numbers("decision", CLASSES);
      for (double d : decision) {
        if (!(d > 0)) {
          throw new ModelFormatException("n-gram sentiment: decision must be positive, got " + d);
        }
      }
      ProbabilityCalibration calibration =
          CalibrationMethod.valueOf(in.text("calibration"))
              .restore(in.numbers("calibration_parameters"));
      calibration.apply(new double[] {0.2, 0.3, 0.5}); // refuses another number of classes
      return new NgramAnalyzer(
          config,
          floats("inverse_frequency", in.bytes("inverse_frequency"), buckets),
          floats("weights", in.bytes("weights"), buckets * CLASSES),
          in.numbers("biases", CLASSES),
          calibration,
          decision);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("n-gram sentiment: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer out = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.BIG_ENDIAN);
    out.asFloatBuffer().put(values);
    return out.array();
  }

  private static float[] floats(String entry, byte[] bytes, int count) {
    if (bytes.length != Float.BYTES * count) {
      throw new ModelFormatException(
          "n-gram sentiment, entry '"
              + entry
              + "': must have "
              + count
              + " numbers, got "
              + bytes.length
              + " bytes");
    }
    float[] values = new float[count];
    ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN).asFloatBuffer().get(values);
    for (float v : values) {
      if (!Float.isFinite(v)) {
        throw new ModelFormatException("n-gram sentiment, entry '" + entry + "': " + v);
      }
    }
    return values;
  }
}
