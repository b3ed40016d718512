// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.calibration;

/** Changes nothing: no method, or no outcomes to learn from. */
enum Identity implements ProbabilityCalibration {
  INSTANCE;

  @Override
  public double[] apply(double[] probabilities) {
    return Simplex.normalised(probabilities.clone());
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.NONE;
  }

  @Override
  public double[] parameters() {
    return new double[0];
  }
}
