// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.calibration;

import io.github.quantml.math.stats.IsotonicRegression;
import java.util.Arrays;

/**
 * Isotonic calibration of each class against the rest, scaled to sum 1: the non-decreasing step
 * function nearest to the outcomes.
 *
 * <p>Each class's fit is mixed with the identity in the proportion n : 30, so that few outcomes
 * change little, and no step is closer to 0 or 1 than 1/(n + 2): isotonic steps at 0 or 1 would
 * give an infinite log loss. Source: Zadrozny and Elkan (2002), Transforming classifier scores into
 * accurate multiclass probability estimates.
 */
public final class IsotonicCalibration implements ProbabilityCalibration {
  private static final double PRIOR_OUTCOMES = 30;

  private final double[][] knots;
  private final double[][] values;
  private final double trust;

  private IsotonicCalibration(double[][] knots, double[][] values, double trust) {
    this.knots = knots;
    this.values = values;
    this.trust = trust;
  }

  static IsotonicCalibration fit(double[][] probabilities, int[] outcomes, double weight) {
    int classes = probabilities[0].length;
    int n = outcomes.length;
    double[][] knots = new double[classes][];
    double[][] values = new double[classes][];
    for (int j = 0; j < classes; j++) {
      double[] x = new double[n];
      double[] y = new double[n];
      for (int t = 0; t < n; t++) {
        x[t] = probabilities[t][j];
        y[t] = outcomes[t] == j ? 1 : 0;
      }
      IsotonicRegression steps = IsotonicRegression.fit(x, y);
      double edge = 1 / (n * weight + 2);
      compress(steps.knots(), steps.values(), edge, j, knots, values);
    }
    return new IsotonicCalibration(knots, values, n * weight / (n * weight + PRIOR_OUTCOMES));
  }

  /** Keeps the two ends of each constant stretch: the rest follows by interpolation. */
  private static void compress(
      double[] x, double[] y, double edge, int j, double[][] knots, double[][] values) {
    double[] keptX = new double[x.length];
    double[] keptY = new double[x.length];
    int kept = 0;
    for (int i = 0; i < x.length; i++) {
      boolean inside = i > 0 && i < x.length - 1 && y[i - 1] == y[i] && y[i + 1] == y[i];
      if (!inside) {
        keptX[kept] = x[i];
        keptY[kept++] = Math.min(1 - edge, Math.max(edge, y[i]));
      }
    }
    knots[j] = Arrays.copyOf(keptX, kept);
    values[j] = Arrays.copyOf(keptY, kept);
  }

  /** {trust, classes, then per class: count, knots, values}. */
  static IsotonicCalibration of(double[] parameters) {
    double trust = parameters[0];
    int classes = parameters.length > 1 ? (int) parameters[1] : 0;
    if (!(trust >= 0 && trust <= 1) || classes < 2 || classes > 100) {
      throw new IllegalArgumentException("parameters: not those of an isotonic calibration");
    }
    double[][] knots = new double[classes][];
    double[][] values = new double[classes][];
    int at = 2;
    for (int j = 0; j < classes; j++) {
      int count = at < parameters.length ? (int) parameters[at] : 0;
      if (count < 1 || count > (parameters.length - at - 1) / 2) {
        throw new IllegalArgumentException("parameters: class " + j + " has no steps");
      }
      knots[j] = Arrays.copyOfRange(parameters, at + 1, at + 1 + count);
      values[j] = Arrays.copyOfRange(parameters, at + 1 + count, at + 1 + 2 * count);
      requireSteps(knots[j], values[j]);
      at += 1 + 2 * count;
    }
    if (at != parameters.length) {
      throw new IllegalArgumentException("parameters: " + (parameters.length - at) + " too many");
    }
    return new IsotonicCalibration(knots, values, trust);
  }

  private static void requireSteps(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      boolean rising = i == 0 || (x[i] > x[i - 1] && y[i] >= y[i - 1]);
      if (!rising || !(x[i] >= 0 && x[i] <= 1 && y[i] >= 0 && y[i] <= 1)) {
        throw new IllegalArgumentException("parameters: steps must rise within [0, 1]");
      }
    }
  }

  @Override
  public double[] apply(double[] probabilities) {
    if (probabilities.length != knots.length) {
      throw new IllegalArgumentException(
          "probabilities: must be of " + knots.length + " classes, got " + probabilities.length);
    }
    double[] q = new double[knots.length];
    for (int j = 0; j < q.length; j++) {
      q[j] = trust * step(j, probabilities[j]) + (1 - trust) * probabilities[j];
    }
    return Simplex.normalised(q);
  }

  private double step(int j, double p) {
    double[] x = knots[j];
    double[] y = values[j];
    int found = Arrays.binarySearch(x, p);
    if (found >= 0) {
      return y[found];
    }
    int above = -found - 1;
    if (above == 0) {
      return y[0];
    }
    if (above == x.length) {
      return y[x.length - 1];
    }
    return y[above - 1]
        + (p - x[above - 1]) / (x[above] - x[above - 1]) * (y[above] - y[above - 1]);
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.ISOTONIC;
  }

  @Override
  public double[] parameters() {
    int size = 2;
    for (double[] x : knots) {
      size += 1 + 2 * x.length;
    }
    double[] flat = new double[size];
    flat[0] = trust;
    flat[1] = knots.length;
    int at = 2;
    for (int j = 0; j < knots.length; j++) {
      flat[at] = knots[j].length;
      System.arraycopy(knots[j], 0, flat, at + 1, knots[j].length);
      System.arraycopy(values[j], 0, flat, at + 1 + knots[j].length, values[j].length);
      at += 1 + 2 * knots[j].length;
    }
    return flat;
  }
}
