// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.calibration;

/**
 * A map from class probabilities to class probabilities that mean what they say, learned from past
 * forecasts and their outcomes. Immutable, thread-safe.
 *
 * <p>Every kind works on logarithms of probabilities, gives a distribution without zeros, and is
 * pulled towards the identity, which decides while outcomes are few: fitted on none, it changes
 * nothing.
 */
public interface ProbabilityCalibration {
  /** No probability comes out lower than this: a log score stays finite. */
  double LEAST = 1e-6;

  /**
   * Calibrated probabilities.
   *
   * @param probabilities at least 0, summing to 1; not changed
   * @return a new array, each at least about {@link #LEAST}, summing to 1
   */
  double[] apply(double[] probabilities);

  /** Which kind it is. */
  CalibrationMethod method();

  /** Its state, from which {@link CalibrationMethod#restore} makes an equal one. */
  double[] parameters();
}
