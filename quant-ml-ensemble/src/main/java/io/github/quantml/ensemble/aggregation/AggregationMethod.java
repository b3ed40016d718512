// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.aggregation;

/** How an ensemble finds the weights of its members. */
public enum AggregationMethod {
  /** The same weight for everybody: hard to beat when members are alike. */
  EQUAL,
  /** {@link ExponentialWeights}: learning rate and fixed share from the configuration. */
  EXPONENTIAL,
  /** {@link BernsteinAggregation}: tunes itself. */
  BERNSTEIN,
  /** {@link PolynomialPotential}: tunes itself, drops members that lose. */
  POLYNOMIAL,
  /** {@link Stacking#convex}: the best fixed pool of the past, in log score. */
  STACKING_CONVEX,
  /** {@link Stacking#ridge(double[][], double[])}: the best fixed mean of the past, in squares. */
  STACKING_RIDGE
}
