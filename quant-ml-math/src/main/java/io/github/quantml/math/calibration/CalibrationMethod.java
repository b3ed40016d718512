// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.calibration;

/** The ways to calibrate class probabilities, from none to many parameters. */
public enum CalibrationMethod {
  /** Probabilities as they come. */
  NONE,
  /** One parameter: all logits divided by a temperature. */
  TEMPERATURE,
  /** A slope and an intercept per class: the diagonal of {@link #DIRICHLET}. */
  VECTOR,
  /** A full matrix on the log probabilities, its off-diagonal held small. */
  DIRICHLET,
  /** Three parameters per class, one class against the rest. */
  BETA,
  /** A non-decreasing step function per class, one class against the rest. */
  ISOTONIC;

  /**
   * Learns from past forecasts.
   *
   * @param probabilities a row per forecast, each at least 0 and summing to 1
   * @param outcomes the class that came true, per forecast
   * @param weight how much an outcome counts against the pull to the identity, in (0, 1]: one over
   *     the horizon where the outcomes of neighbouring forecasts overlap
   * @throws IllegalArgumentException when the numbers of rows differ, or an outcome is no class
   */
  public ProbabilityCalibration fit(double[][] probabilities, int[] outcomes, double weight) {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight: must lie in (0, 1], got " + weight);
    }
    if (probabilities.length != outcomes.length) {
      throw new IllegalArgumentException(
          "outcomes: must be one per forecast, "
              + probabilities.length
              + ", got "
              + outcomes.length);
    }
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i] < 0 || outcomes[i] >= probabilities[i].length) {
        throw new IllegalArgumentException(
            "outcomes["
                + i
                + "]: must lie in [0, "
                + probabilities[i].length
                + "), got "
                + outcomes[i]);
      }
    }
    if (outcomes.length == 0) {
      return Identity.INSTANCE;
    }
    return switch (this) {
      case NONE -> Identity.INSTANCE;
      case TEMPERATURE -> TemperatureScaling.fit(probabilities, outcomes, weight);
      case VECTOR -> DirichletCalibration.fit(probabilities, outcomes, weight, true);
      case DIRICHLET -> DirichletCalibration.fit(probabilities, outcomes, weight, false);
      case BETA -> BetaCalibration.fit(probabilities, outcomes, weight);
      case ISOTONIC -> IsotonicCalibration.fit(probabilities, outcomes, weight);
    };
  }

  /**
   * The calibration whose {@link ProbabilityCalibration#parameters} these are.
   *
   * @throws IllegalArgumentException when they cannot be
   */
  public ProbabilityCalibration restore(double[] parameters) {
    if (parameters.length == 0) {
      return Identity.INSTANCE;
    }
    return switch (this) {
      case NONE ->
          throw new IllegalArgumentException(
              "parameters: no calibration has none, got " + parameters.length);
      case TEMPERATURE -> TemperatureScaling.of(parameters);
      case VECTOR -> DirichletCalibration.vector(parameters);
      case DIRICHLET -> DirichletCalibration.full(parameters);
      case BETA -> BetaCalibration.of(parameters);
      case ISOTONIC -> IsotonicCalibration.of(parameters);
    };
  }
}
