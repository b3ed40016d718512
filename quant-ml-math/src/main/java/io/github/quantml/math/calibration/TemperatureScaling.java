// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.calibration;

import org.apache.commons.math3.util.FastMath;

/**
 * Temperature scaling of class probabilities: qᵢ ∝ pᵢ^(1/T).
 *
 * <p>T above 1 takes confidence back, T below 1 adds some; the order of the classes stays. It is
 * the one that minimises the log loss of past outcomes plus a weak pull towards 1 (ln T normal with
 * standard deviation 0.3). Source: Guo et al. (2017), On calibration of modern neural networks,
 * section 4.2.
 */
public final class TemperatureScaling implements ProbabilityCalibration {
  private static final double LOG_RANGE = 1.5;
  private static final double PRIOR_DEVIATION = 0.3;
  private static final double GOLDEN = 0.6180339887498949;
  private static final double TOLERANCE = 1e-6;

  private final double temperature;

  private TemperatureScaling(double temperature) {
    this.temperature = temperature;
  }

  /** The scaling of a known temperature, positive and finite. */
  public static TemperatureScaling of(double temperature) {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "temperature: must be positive and finite, got " + temperature);
    }
    return new TemperatureScaling(temperature);
  }

  static TemperatureScaling of(double[] parameters) {
    if (parameters.length != 1) {
      throw new IllegalArgumentException(
          "parameters: temperature scaling has 1, got " + parameters.length);
    }
    return of(parameters[0]);
  }

  static TemperatureScaling fit(double[][] probabilities, int[] outcomes, double weight) {
    double[][] logits = new double[probabilities.length][];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Simplex.logs(probabilities[i]);
    }
    double low = -LOG_RANGE;
    double high = LOG_RANGE;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = loss(logits, outcomes, weight, left);
    double atRight = loss(logits, outcomes, weight, right);
    while (high - low > TOLERANCE) {
      if (atLeft <= atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = loss(logits, outcomes, weight, left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = loss(logits, outcomes, weight, right);
      }
    }
    return of(FastMath.exp((low + high) / 2));
  }

  private static double loss(
      double[][] logits, int[] outcomes, double weight, double logTemperature) {
    double inverse = FastMath.exp(-logTemperature);
    double loss = logTemperature * logTemperature / (2 * PRIOR_DEVIATION * PRIOR_DEVIATION);
    for (int i = 0; i < logits.length; i++) {
      double total = 0;
      for (double z : logits[i]) {
        total += FastMath.exp(z * inverse);
      }
      loss += weight * (FastMath.log(total) - logits[i][outcomes[i]] * inverse);
    }
    return loss;
  }

  /** T. */
  public double temperature() {
    return temperature;
  }

  @Override
  public double[] apply(double[] probabilities) {
    double[] logits = Simplex.logs(probabilities);
    for (int i = 0; i < logits.length; i++) {
      logits[i] /= temperature;
    }
    return Simplex.normalised(Simplex.softmax(logits));
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.TEMPERATURE;
  }

  @Override
  public double[] parameters() {
    return new double[] {temperature};
  }
}
