// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/**
 * How {@link HmmEstimator} fits.
 *
 * @param states number of hidden states, at least 1
 * @param family density of each state
 * @param covariance freedom of Gaussian covariance matrices; for regressions {@code TIED} means one
 *     residual variance for all states; ignored by the other families
 * @param restarts starting points tried, at least 1: two from quantiles, the rest k-means++ and
 *     random
 * @param maxIterations EM iterations allowed for the finalists, at least 1
 * @param tolerance change of the log-likelihood per row that counts as converged, above 0
 * @param varianceFloor smallest variance relative to the pooled one, in (0, 1)
 * @param stationaryStart whether the start distribution is tied to the stationary one
 * @param rowsPerState rows needed per state, at least 1
 * @param seed root of the random starts
 */
public record HmmConfig(
    int states,
    EmissionFamily family,
    CovarianceType covariance,
    int restarts,
    int maxIterations,
    double tolerance,
    double varianceFloor,
    boolean stationaryStart,
    int rowsPerState,
    long seed) {

  /** Checks every setting. */
  public HmmConfig {
    requireAtLeast("states", states, 1);
    requireAtLeast("restarts", restarts, 1);
    requireAtLeast("maxIterations", maxIterations, 1);
    requireAtLeast("rowsPerState", rowsPerState, 1);
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("tolerance must be above 0, got " + tolerance);
    }
    if (!(varianceFloor > 0 && varianceFloor < 1)) {
      throw new IllegalArgumentException("varianceFloor must be in (0, 1), got " + varianceFloor);
    }
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
  }

  /** Two Gaussian states, ten starts, tolerance 1e-8 nats a row, floor 1e-3, 10 rows per state. */
  public static HmmConfig defaults() {
    return new HmmConfig(
        2, EmissionFamily.GAUSSIAN, CovarianceType.DIAGONAL, 10, 500, 1e-8, 1e-3, false, 10, 42);
  }

  /** Changes the number of states. */
  public HmmConfig withStates(int value) {
    return new HmmConfig(
        value,
        family,
        covariance,
        restarts,
        maxIterations,
        tolerance,
        varianceFloor,
        stationaryStart,
        rowsPerState,
        seed);
  }

  /** Changes the density of each state. */
  public HmmConfig withFamily(EmissionFamily value) {
    return new HmmConfig(
        states,
        value,
        covariance,
        restarts,
        maxIterations,
        tolerance,
        varianceFloor,
        stationaryStart,
        rowsPerState,
        seed);
  }

  /** Changes the freedom of Gaussian covariance matrices. */
  public HmmConfig withCovariance(CovarianceType value) {
    return new HmmConfig(
        states,
        family,
        value,
        restarts,
        maxIterations,
        tolerance,
        varianceFloor,
        stationaryStart,
        rowsPerState,
        seed);
  }

  /** Changes the number of starting points. */
  public HmmConfig withRestarts(int value) {
    return new HmmConfig(
        states,
        family,
        covariance,
        value,
        maxIterations,
        tolerance,
        varianceFloor,
        stationaryStart,
        rowsPerState,
        seed);
  }

  /** Changes when EM stops. */
  public HmmConfig withStopping(int newMaxIterations, double newTolerance) {
    return new HmmConfig(
        states,
        family,
        covariance,
        restarts,
        newMaxIterations,
        newTolerance,
        varianceFloor,
        stationaryStart,
        rowsPerState,
        seed);
  }

  /** Changes the relative variance floor. */
  public HmmConfig withVarianceFloor(double value) {
    return new HmmConfig(
        states,
        family,
        covariance,
        restarts,
        maxIterations,
        tolerance,
        value,
        stationaryStart,
        rowsPerState,
        seed);
  }

  /** Ties or frees the start distribution. */
  public HmmConfig withStationaryStart(boolean value) {
    return new HmmConfig(
        states,
        family,
        covariance,
        restarts,
        maxIterations,
        tolerance,
        varianceFloor,
        value,
        rowsPerState,
        seed);
  }

  /** Changes how many rows each state needs. */
  public HmmConfig withRowsPerState(int value) {
    return new HmmConfig(
        states,
        family,
        covariance,
        restarts,
        maxIterations,
        tolerance,
        varianceFloor,
        stationaryStart,
        value,
        seed);
  }

  /** Changes the root of the random starts. */
  public HmmConfig withSeed(long value) {
    return new HmmConfig(
        states,
        family,
        covariance,
        restarts,
        maxIterations,
        tolerance,
        varianceFloor,
        stationaryStart,
        rowsPerState,
        value);
  }
}
