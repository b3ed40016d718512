// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.random.CounterRandom;
import org.apache.commons.math3.util.FastMath;

/**
 * A mixture of product kernels over some parameters, one kernel per trial and the prior as the
 * last.
 *
 * <p>A point has one coordinate per parameter: the cell where the parameter has few, else the place
 * on the unit interval.
 */
final class Parzen {
  private final Axis[] axes;
  private final double[] weights;
  private final double[] logWeights;
  private final double[] cumulative;
  private final double[] scores;

  /**
   * Of trials.
   *
   * @param values one row per trial, over the whole space
   * @param shares of the trials, sum 1 (if any); the prior weighs as much as an average trial
   */
  Parzen(SearchSpace space, int[] dimensions, double[][] values, double[] shares) {
    int n = values.length;
    weights = new double[n + 1];
    logWeights = new double[n + 1];
    cumulative = new double[n + 1];
    scores = new double[n + 1];
    double sum = 0;
    for (int k = 0; k <= n; k++) {
      double weight = k < n ? shares[k] * n / (n + 1) : 1.0 / (n + 1);
      weights[k] = weight;
      logWeights[k] = FastMath.log(weight);
      sum += weight;
      cumulative[k] = sum;
    }
    axes = new Axis[dimensions.length];
    for (int j = 0; j < axes.length; j++) {
      double[] column = new double[n];
      for (int k = 0; k < n; k++) {
        column[k] = values[k][dimensions[j]];
      }
      axes[j] = Axis.of(space.get(dimensions[j]), column, axes.length);
    }
  }

  /** Whether it is over few cells of a single parameter. */
  boolean isCoarse() {
    return axes.length == 1 && axes[0] instanceof CellAxis;
  }

  /** Draws a point. */
  void draw(CounterRandom random, double[] point) {
    double u = random.nextDouble() * cumulative[cumulative.length - 1];
    int kernel = 0;
    while (kernel < cumulative.length - 1 && cumulative[kernel] <= u) {
      kernel++;
    }
    for (int j = 0; j < axes.length; j++) {
      point[j] = axes[j].draw(kernel, random.nextOpenDouble());
    }
  }

  /** The logarithm of the density (of a cell: of its probability). */
  double logDensity(double[] point) {
    if (axes.length == 1 && axes[0] instanceof ContinuousAxis single) {
      return single.logMixture(point[0], weights);
    }
    System.arraycopy(logWeights, 0, scores, 0, scores.length);
    for (int j = 0; j < axes.length; j++) {
      axes[j].addLogKernels(point[j], scores);
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (double score : scores) {
      // What is smaller than 10⁻¹⁷ of the largest does not reach the sum.
      if (score > largest - 40) {
        sum += Decay.of(largest - score);
      }
    }
    return largest + FastMath.log(sum);
  }

  /** The values at a point. */
  double[] values(double[] point) {
    double[] values = new double[point.length];
    for (int j = 0; j < values.length; j++) {
      values[j] = axes[j].value(point[j]);
    }
    return values;
  }
}
