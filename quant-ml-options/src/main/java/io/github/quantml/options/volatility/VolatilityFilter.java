// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import io.github.quantml.api.InvalidDataException;

/**
 * The variance of the next return, updated with each return in constant time and memory (FIGARCH:
 * its 1 000 lags). Not thread-safe.
 */
public final class VolatilityFilter {
  private final VarianceModel model;
  private final Recursion recursion;
  private final double[] theta;
  private double state;
  private double variance;

  /** Squares of the last returns, newest at {@code head}; FIGARCH only. */
  private final double[] squares;

  private final double[] weights;
  private int head;

  VolatilityFilter(
      VarianceModel model, double[] theta, double variance, double[] returns, double backcast) {
    this.model = model;
    this.recursion = new Recursion(model);
    this.theta = theta.clone();
    this.variance = variance;
    this.state = recursion.state(theta, variance);
    if (model == VarianceModel.FIGARCH) {
      weights = FractionalRecursion.weights(theta[2], theta[3], theta[4])[0];
      squares = new double[weights.length];
      for (int i = 0; i < squares.length; i++) {
        int t = returns.length - 1 - i;
        double e = t >= 0 ? returns[t] - theta[0] : 0;
        squares[i] = t >= 0 ? e * e : backcast;
      }
    } else {
      weights = new double[0];
      squares = weights;
    }
  }

  /** Variance of the next return. */
  public double variance() {
    return variance;
  }

  /** Takes the next return and gives the variance of the one after it. */
  public double update(double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidDataException("return: must be finite, got " + value);
    }
    double e = value - theta[0];
    if (model == VarianceModel.FIGARCH) {
      head = (head + squares.length - 1) % squares.length;
      squares[head] = e * e;
      variance = convolved();
    } else {
      state = recursion.next(theta, state, e, Recursion.NONE);
      variance = recursion.variance(theta, state);
    }
    return variance;
  }

  private double convolved() {
    double sum = theta[1] / (1 - theta[4]);
    for (int i = 0; i < weights.length; i++) {
      int at = head + i;
      sum += weights[i] * squares[at < squares.length ? at : at - squares.length];
    }
    return sum;
  }

  /** Expected variances of the next returns, for models linear in squares. */
  double[] expected(int horizon) {
    double[] out = new double[horizon];
    out[0] = variance;
    for (int k = 1; k < horizon; k++) {
      switch (model) {
        case GARCH, GJR -> out[k] = theta[1] + recursion.persistence(theta) * out[k - 1];
        case FIGARCH -> {
          double sum = theta[1] / (1 - theta[4]);
          for (int i = 0; i < weights.length; i++) {
            int ahead = k - 1 - i;
            sum +=
                weights[i]
                    * (ahead >= 0 ? out[ahead] : squares[(head - ahead - 1) % squares.length]);
          }
          out[k] = sum;
        }
        default -> out[k] = out[k - 1];
      }
    }
    return out;
  }
}
