// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import io.github.quantml.math.rolling.PairStatistic;
import io.github.quantml.math.rolling.WindowStatistic;

/**
 * Ready operators as columns of columns.
 *
 * <p>A window is the last n bars up to and including the present one. NaN within it gives NaN. What
 * has no value (a quotient by 0, the logarithm of 0, a correlation of constants) is NaN, never 0.
 */
public final class Columns {
  private Columns() {}

  /**
   * A function of the last {@code length} bars of the inputs; NaN while one of them is NaN.
   *
   * @param name unique to the function and its parameters
   */
  public static Node window(String name, int length, WindowFunction function, Node... inputs) {
    return Node.of(new WindowOperator(name, inputs.length, length, function), inputs);
  }

  public static Node add(Node x, Node y) {
    return Node.of(Binary.ADD, x, y);
  }

  public static Node add(Node x, double c) {
    return Node.of(new Scalar(Binary.ADD, c, false), x);
  }

  public static Node subtract(Node x, Node y) {
    return Node.of(Binary.SUBTRACT, x, y);
  }

  public static Node subtract(double c, Node x) {
    return Node.of(new Scalar(Binary.SUBTRACT, c, true), x);
  }

  public static Node multiply(Node x, Node y) {
    return Node.of(Binary.MULTIPLY, x, y);
  }

  public static Node multiply(Node x, double c) {
    return Node.of(new Scalar(Binary.MULTIPLY, c, false), x);
  }

  /** x / y; NaN where y is 0. */
  public static Node divide(Node x, Node y) {
    return Node.of(Binary.DIVIDE, x, y);
  }

  public static Node divide(Node x, double c) {
    return Node.of(new Scalar(Binary.DIVIDE, c, false), x);
  }

  public static Node max(Node x, Node y) {
    return Node.of(Binary.MAX, x, y);
  }

  public static Node min(Node x, Node y) {
    return Node.of(Binary.MIN, x, y);
  }

  /** x to the power y; NaN where that is not a finite real number. */
  public static Node power(Node x, Node y) {
    return Node.of(Binary.POWER, x, y);
  }

  public static Node power(Node x, double c) {
    return Node.of(new Scalar(Binary.POWER, c, false), x);
  }

  /** sign(x)·|x|ʸ. */
  public static Node signedPower(Node x, Node y) {
    return Node.of(Binary.SIGNED_POWER, x, y);
  }

  /** 1 where x &gt; y, else 0. */
  public static Node greater(Node x, Node y) {
    return Node.of(Binary.GREATER, x, y);
  }

  /** 1 where x &lt; y, else 0. */
  public static Node less(Node x, Node y) {
    return Node.of(Binary.LESS, x, y);
  }

  /** 1 where x ≤ y, else 0. */
  public static Node lessOrEqual(Node x, Node y) {
    return Node.of(Binary.LESS_OR_EQUAL, x, y);
  }

  /** 1 where x = y, else 0. */
  public static Node equal(Node x, Node y) {
    return Node.of(Binary.EQUAL, x, y);
  }

  /** 1 where x ≠ y, else 0. */
  public static Node notEqual(Node x, Node y) {
    return Node.of(Binary.NOT_EQUAL, x, y);
  }

  /** 1 where both are not 0, else 0. */
  public static Node and(Node x, Node y) {
    return Node.of(Binary.AND, x, y);
  }

  /** 1 where one is not 0, else 0. */
  public static Node or(Node x, Node y) {
    return Node.of(Binary.OR, x, y);
  }

  /** {@code then} where the condition is not 0, else {@code otherwise}; NaN where any is. */
  public static Node choose(Node condition, Node then, Node otherwise) {
    return Node.of(Choose.CHOOSE, condition, then, otherwise);
  }

  public static Node abs(Node x) {
    return Node.of(Unary.ABS, x);
  }

  public static Node negate(Node x) {
    return Node.of(Unary.NEGATE, x);
  }

  /** −1, 0 or 1. */
  public static Node sign(Node x) {
    return Node.of(Unary.SIGN, x);
  }

  /** The natural logarithm; NaN for x ≤ 0. */
  public static Node log(Node x) {
    return Node.of(Unary.LOG, x);
  }

  public static Node exp(Node x) {
    return Node.of(Unary.EXP, x);
  }

  public static Node sqrt(Node x) {
    return Node.of(Unary.SQRT, x);
  }

  public static Node square(Node x) {
    return Node.of(Unary.SQUARE, x);
  }

  /** The arc tangent in radians. */
  public static Node atan(Node x) {
    return Node.of(Unary.ATAN, x);
  }

  /** max(x, 0). */
  public static Node positivePart(Node x) {
    return Node.of(Unary.POSITIVE_PART, x);
  }

  /** max(−x, 0). */
  public static Node negativePart(Node x) {
    return Node.of(Unary.NEGATIVE_PART, x);
  }

  /** The value of {@code bars} bars before. */
  public static Node delay(Node x, int bars) {
    return bars == 0 ? x : Node.of(new Delay(bars), x);
  }

  /** x less its value {@code bars} bars before. */
  public static Node delta(Node x, int bars) {
    return subtract(x, delay(x, bars));
  }

  /** The simple return over {@code bars} bars. */
  public static Node change(Node x, int bars) {
    return add(divide(x, delay(x, bars)), -1);
  }

  /** The logarithm of the ratio to {@code bars} bars before. */
  public static Node logReturn(Node x, int bars) {
    return log(divide(x, delay(x, bars)));
  }

  /** A statistic of the last {@code window} values, with ddof 1. */
  public static Node rolling(WindowStatistic statistic, Node x, int window) {
    return Node.of(RollingOperator.of(statistic, window, 1), x);
  }

  public static Node sum(Node x, int window) {
    return window == 1 ? x : rolling(WindowStatistic.SUM, x, window);
  }

  public static Node mean(Node x, int window) {
    return window == 1 ? x : rolling(WindowStatistic.MEAN, x, window);
  }

  /** The unbiased standard deviation. */
  public static Node std(Node x, int window) {
    return rolling(WindowStatistic.STD, x, window);
  }

  /** The standard deviation with the divisor n. */
  public static Node populationStd(Node x, int window) {
    return Node.of(RollingOperator.of(WindowStatistic.STD, window, 0), x);
  }

  /** The variance with the divisor n. */
  public static Node populationVariance(Node x, int window) {
    return Node.of(RollingOperator.of(WindowStatistic.VARIANCE, window, 0), x);
  }

  public static Node highest(Node x, int window) {
    return window == 1 ? x : rolling(WindowStatistic.MAX, x, window);
  }

  public static Node lowest(Node x, int window) {
    return window == 1 ? x : rolling(WindowStatistic.MIN, x, window);
  }

  /** The least-squares slope per bar. */
  public static Node slope(Node x, int window) {
    return rolling(WindowStatistic.SLOPE, x, window);
  }

  /** The average rank of the newest value among the window, from 1/n to 1. */
  public static Node tsRank(Node x, int window) {
    return divide(rolling(WindowStatistic.RANK, x, window), window);
  }

  /** The p-quantile by linear interpolation. */
  public static Node quantile(Node x, int window, double p) {
    return Node.of(RollingOperator.ofQuantile(window, p), x);
  }

  /** Σ (k + 1) xₖ / Σ (k + 1), oldest k = 0: mean + slope·(n − 1)/6. */
  public static Node weightedMean(Node x, int window) {
    return window == 1 ? x : add(mean(x, window), multiply(slope(x, window), (window - 1) / 6.0));
  }

  /** Σ |xᵢ − mean| / n. */
  public static Node meanDeviation(Node x, int window) {
    return Node.of(new MeanDeviation(window), x, mean(x, window));
  }

  /** Bars since the largest value; of equal ones the latest counts. */
  public static Node barsSinceHighest(Node x, int window) {
    return Node.of(new ArgExtreme(window, true, true), x);
  }

  /** Bars since the smallest value; of equal ones the latest counts. */
  public static Node barsSinceLowest(Node x, int window) {
    return Node.of(new ArgExtreme(window, false, true), x);
  }

  /** Bars since the largest value; of equal ones the earliest counts. */
  public static Node barsSinceFirstHighest(Node x, int window) {
    return Node.of(new ArgExtreme(window, true, false), x);
  }

  /** Bars since the smallest value; of equal ones the earliest counts. */
  public static Node barsSinceFirstLowest(Node x, int window) {
    return Node.of(new ArgExtreme(window, false, false), x);
  }

  public static Node covariance(Node x, Node y, int window) {
    return Node.of(new PairOperator(PairStatistic.COVARIANCE, window, 1), x, y);
  }

  public static Node correlation(Node x, Node y, int window) {
    return Node.of(new PairOperator(PairStatistic.CORRELATION, window, 1), x, y);
  }

  /** The least-squares slope of y on x. */
  public static Node beta(Node x, Node y, int window) {
    return Node.of(new PairOperator(PairStatistic.BETA, window, 1), x, y);
  }

  /** The exponential average of weight 2/(n + 1), seeded by the mean of n values. */
  public static Node ema(Node x, int length) {
    return emaFrom(x, length, 0);
  }

  /** {@link #ema} of the values after the first {@code skip}. */
  public static Node emaFrom(Node x, int length, int skip) {
    return smooth(x, length, 2.0 / (length + 1), skip);
  }

  /** Wilder's average of weight 1/n, seeded by the mean of n values. */
  public static Node wilder(Node x, int length) {
    return smooth(x, length, 1.0 / length, 0);
  }

  /** The exponential average of a weight, seeded by the mean of {@code length} values. */
  public static Node smooth(Node x, int length, double alpha, int skip) {
    return Node.of(new Smoothing(length, alpha, skip), x);
  }

  /** The sum of all values so far. */
  public static Node cumulativeSum(Node x) {
    return Node.of(CumulativeSum.CUMULATIVE_SUM, x);
  }

  /** The product of the last values. */
  public static Node product(Node x, int window) {
    return window == 1
        ? x
        : window(
            "product(" + window + ")",
            window,
            (in, from, n) -> {
              double product = 1;
              for (int i = from; i < from + n; i++) {
                product *= in[0][i];
              }
              return product;
            },
            x);
  }

  /** A constant, wherever {@code x} has a value. */
  public static Node constant(double c, Node x) {
    return Node.of(new Constant(c), x);
  }
}
