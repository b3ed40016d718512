// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.api.InvalidDataException;
import org.apache.commons.math3.util.FastMath;

/**
 * The densities of the hidden states: immutable, thread-safe.
 *
 * <p>A missing (NaN) value is integrated out of every density. Log densities of a wholly missing
 * row are 0, so that the row changes nothing.
 */
public abstract sealed class Emissions
    permits DiagonalGaussianEmissions,
        DenseGaussianEmissions,
        StudentTEmissions,
        RegressionEmissions,
        PoissonEmissions,
        CategoricalEmissions {
  private final int states;
  private final int dimensions;

  Emissions(int states, int dimensions) {
    if (states < 1) {
      throw new IllegalArgumentException("states must be at least 1, got " + states);
    }
    if (dimensions < 1) {
      throw new IllegalArgumentException("dimensions must be at least 1, got " + dimensions);
    }
    this.states = states;
    this.dimensions = dimensions;
  }

  /**
   * The number of states.
   *
   * @return states
   */
  public final int states() {
    return states;
  }

  /**
   * Numbers per row.
   *
   * @return the dimension
   */
  public final int dimensions() {
    return dimensions;
  }

  /**
   * The family of densities.
   *
   * @return the family
   */
  public abstract EmissionFamily family();

  /**
   * Free parameters over all states, as AIC and BIC count them.
   *
   * @return the count
   */
  public abstract int parameters();

  /**
   * The mean of one column in one state.
   *
   * @param state state, from 0
   * @param column column, from 0
   * @return the mean
   */
  public abstract double mean(int state, int column);

  /**
   * The variance of one column in one state.
   *
   * @param state state, from 0
   * @param column column, from 0
   * @return the variance; infinite for a Student-t with 2 or fewer degrees of freedom
   */
  public abstract double variance(int state, int column);

  /**
   * P(X ≤ x) of a single-column density.
   *
   * @param state state, from 0
   * @param x the point
   * @return a probability
   * @throws UnsupportedOperationException if rows have more than one column
   */
  public abstract double cdf(int state, double x);

  /** Writes log densities of rows {@code from} to {@code to − 1}, states fastest. */
  abstract void logDensities(double[] values, int from, int to, double[] out, int offset);

  /** The maximum-likelihood densities given the state weights of each row (the M-step). */
  abstract Emissions reestimate(Observations data, double[] weights, Floor floor);

  /** Reorders the states: state i of the result is state {@code order[i]} of this. */
  abstract Emissions permuted(int[] order);

  /** The same densities with one state replaced by the whole sample, widened. */
  abstract Emissions withRevived(int state, Observations data, Floor floor);

  /** Throws unless the rows have the right width and values this family can emit. */
  void requireValid(Observations data) {
    if (data.dimensions() != dimensions) {
      throw new InvalidDataException(
          "observations need " + dimensions + " columns for this model, got " + data.dimensions());
    }
  }

  /** What states are ordered by first: the log of the generalised variance. */
  double logSpread(int state) {
    double sum = 0;
    for (int d = 0; d < dimensions; d++) {
      sum += FastMath.log(variance(state, d));
    }
    return sum;
  }

  /** How far a state is from one of another model, in [0, 1]. */
  double distance(int state, Emissions other, int otherState) {
    double total = 0;
    for (int d = 0; d < dimensions; d++) {
      total +=
          hellinger(
              mean(state, d),
              variance(state, d),
              other.mean(otherState, d),
              other.variance(otherState, d));
    }
    return total / dimensions;
  }

  static double hellinger(double mean, double variance, double otherMean, double otherVariance) {
    double sum = variance + otherVariance;
    double gap = mean - otherMean;
    double affinity =
        Math.sqrt(2 * Math.sqrt(variance) * Math.sqrt(otherVariance) / sum)
            * FastMath.exp(-gap * gap / (4 * sum));
    return 1 - affinity;
  }

  final void requireUnivariate(String what) {
    if (dimensions != 1) {
      throw new UnsupportedOperationException(
          what + " needs rows of 1 column, got " + dimensions + " columns");
    }
  }
}
