// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;

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
      VarianceModel model, double[] theta, double variance, double[] returns, double before) {
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
        squares[i] = t >= 0 ? e * e : before;
      }
    } else {
      weights = new double[0];
      squares = weights;
    }
  }

  /**
   * A filter that has seen some returns, without the work of a fit.
   *
   * @param parameters μ and those of the variance, as {@link VolatilityFit#toArray()} has them;
   *     what follows, of the innovations, is not read
   * @throws InvalidDataException for a return that is not finite and for returns that hardly vary
   */
  public static VolatilityFilter over(
      VarianceModel model, Presample presample, double[] parameters, double[] returns) {
    VolatilityFit.check(returns);
    Recursion recursion = new Recursion(model);
    if (parameters.length < recursion.size) {
      throw new IllegalArgumentException(
          "parameters: must be mu and "
              + model.parameters()
              + ", got "
              + parameters.length
              + " numbers");
    }
    double mu = parameters[0];
    double back = Recursion.presample(model, presample, mu, returns);
    if (model == VarianceModel.FIGARCH) {
      VolatilityFilter f = new VolatilityFilter(model, parameters, 1, returns, back);
      f.variance = f.convolved();
      return f;
    }
    double x = recursion.first(parameters, back, 0, new double[recursion.size]);
    for (double v : returns) {
      x = recursion.next(parameters, x, v - mu, Recursion.NONE);
    }
    double variance = recursion.variance(parameters, x);
    if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "parameters: give no positive variance, got " + Arrays.toString(parameters));
    }
    return new VolatilityFilter(model, parameters, variance, returns, back);
  }

  /** How much of a shock to the state is left after one step. */
  public double persistence() {
    return recursion.persistence(theta);
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

  /**
   * Expected variances of the next returns, for models linear in squares: GARCH, GJR under a
   * symmetric law, FIGARCH, EWMA.
   *
   * @param horizon at least 1
   * @throws IllegalArgumentException for another model, whose forecasts take a simulation
   */
  public double[] expected(int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon: must be at least 1, got " + horizon);
    }
    if (model == VarianceModel.TARCH
        || model == VarianceModel.EGARCH
        || model == VarianceModel.APARCH) {
      throw new IllegalArgumentException(
          "expected: " + model + " is not linear in squares; use VolatilityFit.forecast");
    }
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
