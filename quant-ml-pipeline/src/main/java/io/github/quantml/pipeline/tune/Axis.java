// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

/** One parameter's factor of the kernels of a {@link Parzen}. */
abstract sealed class Axis permits ContinuousAxis, CellAxis {
  /** Up to so many cells the kernels are tables. */
  private static final int MOST_CELLS = 64;

  final Parameter parameter;

  Axis(Parameter parameter) {
    this.parameter = parameter;
  }

  /**
   * The factor of some trials' kernels and of the prior.
   *
   * @param values of the trials
   * @param dimensions how many factors the kernels have
   */
  static Axis of(Parameter parameter, double[] values, int dimensions) {
    return parameter.categorical() || (parameter.cells() > 0 && parameter.cells() <= MOST_CELLS)
        ? new CellAxis(parameter, values, dimensions)
        : new ContinuousAxis(parameter, values, dimensions);
  }

  /** A coordinate from one kernel, by inversion of u of (0, 1). */
  abstract double draw(int kernel, double u);

  /** Adds each kernel's logarithm at a coordinate. */
  abstract void addLogKernels(double coordinate, double[] scores);

  /** The parameter's value at a coordinate. */
  abstract double value(double coordinate);
}
