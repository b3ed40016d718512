// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.calibration;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Beta calibration of each class against the rest, scaled to sum 1: logit q = a·ln p − b·ln(1 − p)
 * + c with a, b ≥ 0.
 *
 * <p>A normal prior of standard deviation 0.3 pulls to the identity a = b = 1, c = 0; where the fit
 * would make a or b negative, which turns the order round, it is held at 0. Source: Kull, Silva
 * Filho and Flach (2017), Beta calibration, section 4.
 */
public final class BetaCalibration implements ProbabilityCalibration {
  private static final double PRECISION = 1 / (0.3 * 0.3);

  /** {a, b, c} of each class. */
  private final double[][] maps;

  private BetaCalibration(double[][] maps) {
    this.maps = maps;
  }

  static BetaCalibration fit(double[][] probabilities, int[] outcomes, double weight) {
    int classes = probabilities[0].length;
    double[][] maps = new double[classes][];
    for (int j = 0; j < classes; j++) {
      double[][] features = new double[probabilities.length][];
      int[] happened = new int[outcomes.length];
      for (int t = 0; t < features.length; t++) {
        features[t] = features(probabilities[t][j]);
        happened[t] = outcomes[t] == j ? 1 : 0;
      }
      maps[j] = fitOne(features, happened, weight);
    }
    return new BetaCalibration(maps);
  }

  private static double[] fitOne(double[][] features, int[] happened, double weight) {
    double[][] centre = {{0, 0, 0}, {1, 1, 0}};
    double[] held = new double[3];
    Arrays.fill(held, Double.POSITIVE_INFINITY);
    double[] open = {PRECISION, PRECISION, PRECISION};
    double[][] precision = {held, open};
    double[] map = MultinomialFit.of(features, happened, weight, centre, precision)[1];
    for (int i = 0; i < 2; i++) {
      if (map[i] < 0) {
        centre[1][i] = 0;
        open[i] = Double.POSITIVE_INFINITY;
        map = MultinomialFit.of(features, happened, weight, centre, precision)[1];
      }
    }
    return new double[] {Math.max(0, map[0]), Math.max(0, map[1]), map[2]};
  }

  private static double[] features(double p) {
    double safe = Math.min(1 - LEAST, Math.max(LEAST, p));
    return new double[] {FastMath.log(safe), -FastMath.log1p(-safe), 1};
  }

  static BetaCalibration of(double[] parameters) {
    if (parameters.length % 3 != 0 || parameters.length < 6) {
      throw new IllegalArgumentException(
          "parameters: must be three per class, got " + parameters.length);
    }
    double[][] maps = new double[parameters.length / 3][];
    for (int j = 0; j < maps.length; j++) {
      maps[j] = Arrays.copyOfRange(parameters, 3 * j, 3 * j + 3);
      if (!(maps[j][0] >= 0 && maps[j][1] >= 0) || !Double.isFinite(maps[j][2])) {
        throw new IllegalArgumentException(
            "parameters: a and b must be at least 0 and c finite, got " + Arrays.toString(maps[j]));
      }
    }
    return new BetaCalibration(maps);
  }

  @Override
  public double[] apply(double[] probabilities) {
    if (probabilities.length != maps.length) {
      throw new IllegalArgumentException(
          "probabilities: must be of " + maps.length + " classes, got " + probabilities.length);
    }
    double[] q = new double[maps.length];
    for (int j = 0; j < q.length; j++) {
      double[] phi = features(probabilities[j]);
      double z = maps[j][0] * phi[0] + maps[j][1] * phi[1] + maps[j][2];
      q[j] = 1 / (1 + FastMath.exp(-z));
    }
    return Simplex.normalised(q);
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.BETA;
  }

  @Override
  public double[] parameters() {
    double[] flat = new double[3 * maps.length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = maps[i / 3][i % 3];
    }
    return flat;
  }
}
