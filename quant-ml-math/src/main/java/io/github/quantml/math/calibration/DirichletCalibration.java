// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.calibration;

import java.util.Arrays;

/**
 * Dirichlet calibration: q = softmax(W·ln p + b), with W diagonal for vector scaling.
 *
 * <p>The fit minimises the log loss plus normal priors: diagonal of W around 1 and b around 0 with
 * standard deviation 0.3, off-diagonal of W around 0 with 0.1 (the off-diagonal and intercept
 * regularisation of the source). Source: Kull et al. (2019), Beyond temperature scaling, sections 3
 * and 4; Guo et al. (2017), section 4.2, for vector scaling.
 */
public final class DirichletCalibration implements ProbabilityCalibration {
  private static final double LOOSE = 1 / (0.3 * 0.3);
  private static final double TIGHT = 1 / (0.1 * 0.1);

  private final boolean diagonal;
  private final double[][] theta;

  private DirichletCalibration(boolean diagonal, double[][] theta) {
    this.diagonal = diagonal;
    this.theta = theta;
  }

  static DirichletCalibration fit(
      double[][] probabilities, int[] outcomes, double weight, boolean diagonal) {
    int k = probabilities[0].length;
    double[][] features = new double[probabilities.length][];
    for (int t = 0; t < features.length; t++) {
      features[t] = withOne(probabilities[t]);
    }
    double[][] centre = new double[k][k + 1];
    double[][] precision = new double[k][k + 1];
    for (int j = 0; j < k; j++) {
      centre[j][j] = 1;
      for (int m = 0; m <= k; m++) {
        boolean off = m != j && m != k;
        precision[j][m] = !off ? LOOSE : diagonal ? Double.POSITIVE_INFINITY : TIGHT;
      }
    }
    return new DirichletCalibration(
        diagonal, MultinomialFit.of(features, outcomes, weight, centre, precision));
  }

  static DirichletCalibration vector(double[] parameters) {
    return of(true, parameters);
  }

  static DirichletCalibration full(double[] parameters) {
    return of(false, parameters);
  }

  private static DirichletCalibration of(boolean diagonal, double[] parameters) {
    int k = (int) ((Math.sqrt(1 + 4.0 * parameters.length) - 1) / 2);
    if (k < 2 || k * (k + 1) != parameters.length) {
      throw new IllegalArgumentException(
          "parameters: must be K(K + 1) for K classes, got " + parameters.length);
    }
    double[][] theta = new double[k][k + 1];
    for (int i = 0; i < parameters.length; i++) {
      theta[i / (k + 1)][i % (k + 1)] = requireFinite(parameters[i]);
    }
    return new DirichletCalibration(diagonal, theta);
  }

  private static double requireFinite(double x) {
    if (!Double.isFinite(x)) {
      throw new IllegalArgumentException("parameters: must be finite, got " + x);
    }
    return x;
  }

  private static double[] withOne(double[] p) {
    double[] logs = Simplex.logs(p);
    double[] phi = Arrays.copyOf(logs, logs.length + 1);
    phi[logs.length] = 1;
    return phi;
  }

  @Override
  public double[] apply(double[] probabilities) {
    if (probabilities.length != theta.length) {
      throw new IllegalArgumentException(
          "probabilities: must be of " + theta.length + " classes, got " + probabilities.length);
    }
    double[] phi = withOne(probabilities);
    double[] z = new double[theta.length];
    for (int j = 0; j < z.length; j++) {
      for (int m = 0; m < phi.length; m++) {
        z[j] += theta[j][m] * phi[m];
      }
    }
    return Simplex.normalised(Simplex.softmax(z));
  }

  @Override
  public CalibrationMethod method() {
    return diagonal ? CalibrationMethod.VECTOR : CalibrationMethod.DIRICHLET;
  }

  @Override
  public double[] parameters() {
    int k = theta.length;
    double[] flat = new double[k * (k + 1)];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = theta[i / (k + 1)][i % (k + 1)];
    }
    return flat;
  }
}
