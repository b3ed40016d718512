// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.ngram;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Lbfgs;
import io.github.quantml.math.calibration.CalibrationMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Trains an {@link NgramAnalyzer} on texts that people have labelled.
 *
 * <p>Minimises ½‖w‖² + C·Σ −ln p(label) with L-BFGS; biases are not penalised. Every k-th text is
 * then left out in turn, and what the classifier said of texts it had not seen calibrates the
 * probabilities (one temperature) and chooses how much the rarer classes are raised when a mood has
 * to be named. The result does not depend on anything but the texts, their order and the
 * configuration. Thread-safe.
 */
public final class NgramTrainer {
  private static final int CLASSES = 3;
  private static final int FEWEST_OF_A_CLASS = 10;
  private static final double[] RAISES = {1, 1.2, 1.4, 1.6, 1.8, 2, 2.5};

  private final NgramConfig config;

  private NgramTrainer(NgramConfig config) {
    this.config = config;
  }

  public static NgramTrainer of(NgramConfig config) {
    return new NgramTrainer(config);
  }

  /** A classifier before calibration. */
  private record Fitted(float[] inverseFrequency, float[] weights, double[] biases) {}

  /**
   * Trains.
   *
   * @param texts at least ten of each mood, none blank
   * @throws InvalidDataException when a text is blank, with its row
   */
  public NgramAnalyzer train(List<LabelledText> texts) {
    int[] labels = labels(texts);
    Features[] features = new Features[texts.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = Features.of(texts.get(i).text(), config);
    }
    double[][] unseen = new double[features.length][];
    for (int fold = 0; fold < config.folds(); fold++) {
      int out = fold;
      Fitted fitted = fit(features, labels, i -> i % config.folds() != out);
      for (int i = fold; i < features.length; i += config.folds()) {
        unseen[i] = probabilities(fitted, features[i]);
      }
    }
    var calibration = CalibrationMethod.TEMPERATURE.fit(unseen, labels, 1);
    double[][] calibrated = Arrays.stream(unseen).map(calibration::apply).toArray(double[][]::new);
    Fitted all = fit(features, labels, i -> true);
    return new NgramAnalyzer(
        config,
        all.inverseFrequency(),
        all.weights(),
        all.biases(),
        calibration,
        decision(calibrated, labels));
  }

  private static int[] labels(List<LabelledText> texts) {
    int[] labels = new int[texts.size()];
    int[] counts = new int[CLASSES];
    for (int i = 0; i < labels.length; i++) {
      LabelledText row = texts.get(i);
      if (row.text().isBlank()) {
        throw new InvalidDataException("labelled texts, row " + i + ": text must not be blank");
      }
      labels[i] = row.mood().column();
      counts[labels[i]]++;
    }
    for (Mood mood : Mood.values()) {
      if (counts[mood.column()] < FEWEST_OF_A_CLASS) {
        throw new InsufficientDataException(
            "texts labelled " + mood, FEWEST_OF_A_CLASS, counts[mood.column()]);
      }
    }
    return labels;
  }

  private interface Chosen {
    boolean test(int row);
  }

  private Fitted fit(Features[] features, int[] labels, Chosen chosen) {
    List<Features> rows = new ArrayList<>();
    int[] y = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      if (chosen.test(i)) {
        y[rows.size()] = labels[i];
        rows.add(features[i]);
      }
    }
    float[] inverseFrequency = inverseFrequency(rows);
    float[][] values = new float[rows.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.get(i).weighted(inverseFrequency, config);
    }
    int weights = inverseFrequency.length * CLASSES;
    double[] solution =
        new Lbfgs(8, 1e-5, config.maxIterations())
            .minimise(
                (theta, gradient) -> loss(rows, values, y, theta, gradient),
                new double[weights + CLASSES])
            .point();
    float[] rounded = new float[weights];
    for (int i = 0; i < weights; i++) {
      rounded[i] = (float) solution[i];
    }
    return new Fitted(
        inverseFrequency, rounded, Arrays.copyOfRange(solution, weights, solution.length));
  }

  /** 1 + ln((n + 1)/(document frequency + 1)) of every bucket. */
  private float[] inverseFrequency(List<Features> rows) {
    int[] documents = new int[(1 << config.wordBits()) + (1 << config.characterBits())];
    for (Features row : rows) {
      for (int bucket : row.buckets()) {
        documents[bucket]++;
      }
    }
    float[] inverse = new float[documents.length];
    for (int b = 0; b < inverse.length; b++) {
      inverse[b] = (float) (1 + FastMath.log((rows.size() + 1.0) / (documents[b] + 1)));
    }
    return inverse;
  }

  private double loss(
      List<Features> rows, float[][] values, int[] y, double[] theta, double[] gradient) {
    int weights = theta.length - CLASSES;
    double c = config.inverseRegularisation();
    double penalty = 0;
    for (int i = 0; i < weights; i++) {
      penalty += theta[i] * theta[i];
      gradient[i] = theta[i];
    }
    Arrays.fill(gradient, weights, theta.length, 0);
    double loss = 0;
    double[] z = new double[CLASSES];
    for (int t = 0; t < values.length; t++) {
      int[] buckets = rows.get(t).buckets();
      float[] x = values[t];
      System.arraycopy(theta, weights, z, 0, CLASSES);
      for (int i = 0; i < x.length; i++) {
        int at = buckets[i] * CLASSES;
        z[0] += x[i] * theta[at];
        z[1] += x[i] * theta[at + 1];
        z[2] += x[i] * theta[at + 2];
      }
      softmax(z);
      loss -= FastMath.log(Math.max(Double.MIN_NORMAL, z[y[t]]));
      z[y[t]] -= 1;
      for (int k = 0; k < CLASSES; k++) {
        z[k] *= c;
        gradient[weights + k] += z[k];
      }
      for (int i = 0; i < x.length; i++) {
        int at = buckets[i] * CLASSES;
        gradient[at] += x[i] * z[0];
        gradient[at + 1] += x[i] * z[1];
        gradient[at + 2] += x[i] * z[2];
      }
    }
    return 0.5 * penalty + c * loss;
  }

  private double[] probabilities(Fitted fitted, Features features) {
    float[] values = features.weighted(fitted.inverseFrequency(), config);
    double[] z = fitted.biases().clone();
    for (int i = 0; i < values.length; i++) {
      int at = features.buckets()[i] * CLASSES;
      for (int k = 0; k < CLASSES; k++) {
        z[k] += (double) values[i] * fitted.weights()[at + k];
      }
    }
    return softmax(z);
  }

  /** In place. */
  static double[] softmax(double[] z) {
    double highest = Math.max(z[0], Math.max(z[1], z[2]));
    double total = 0;
    for (int k = 0; k < CLASSES; k++) {
      z[k] = FastMath.exp(z[k] - highest);
      total += z[k];
    }
    for (int k = 0; k < CLASSES; k++) {
      z[k] /= total;
    }
    return z;
  }

  /** The raises of the two classes beside the most frequent one with the best macro-F1. */
  private static double[] decision(double[][] p, int[] labels) {
    int[] counts = new int[CLASSES];
    for (int label : labels) {
      counts[label]++;
    }
    int most = 0;
    for (int k = 1; k < CLASSES; k++) {
      most = counts[k] > counts[most] ? k : most;
    }
    double[] best = {1, 1, 1};
    double highest = macroF1(p, labels, best);
    for (double a : RAISES) {
      for (double b : RAISES) {
        double[] tried = {1, 1, 1};
        tried[(most + 1) % CLASSES] = a;
        tried[(most + 2) % CLASSES] = b;
        double f1 = macroF1(p, labels, tried);
        if (f1 > highest) {
          highest = f1;
          best = tried;
        }
      }
    }
    return best;
  }

  private static double macroF1(double[][] p, int[] labels, double[] decision) {
    int[] said = new int[CLASSES];
    int[] were = new int[CLASSES];
    int[] both = new int[CLASSES];
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int k = 1; k < CLASSES; k++) {
        best = p[i][k] * decision[k] > p[i][best] * decision[best] ? k : best;
      }
      said[best]++;
      were[labels[i]]++;
      both[best] += best == labels[i] ? 1 : 0;
    }
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
      sum += 2.0 * both[k] / (said[k] + were[k]);
    }
    return sum / CLASSES;
  }
}
