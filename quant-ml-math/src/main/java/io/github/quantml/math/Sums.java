// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

/**
 * Sums and moments whose rounding error does not grow with the number of terms.
 *
 * <p>Source: Neumaier (1974), Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
 * Summen, ZAMM 54. The error of a sum is about one unit in the last place of the result plus
 * n²·2⁻¹⁰⁶ Σ|xᵢ|.
 */
public final class Sums {
  private Sums() {}

  /** Σ xᵢ; 0 for no values, NaN if any value is NaN. */
  public static double sum(double[] x) {
    return sum(x, 0, x.length);
  }

  /** Σ xᵢ over from ≤ i &lt; to. */
  public static double sum(double[] x, int from, int to) {
    double sum = 0;
    double lost = 0;
    for (int i = from; i < to; i++) {
      double total = sum + x[i];
      // The branch-free two-sum of Knuth: exact whatever the order of magnitudes.
      double back = total - sum;
      lost += (sum - (total - back)) + (x[i] - back);
      sum = total;
    }
    // An overflowed or infinite sum has lost = NaN; the plain sum is then the answer.
    return Double.isNaN(lost) ? sum : sum + lost;
  }

  /** Σ xᵢ / n, correctly centred even when n·x̄ rounds. */
  public static double mean(double[] x) {
    return mean(x, 0, x.length);
  }

  /** The mean over from ≤ i &lt; to; at least one value. */
  public static double mean(double[] x, int from, int to) {
    int n = to - from;
    if (n < 1) {
      throw new IllegalArgumentException("x must hold at least one value: " + n);
    }
    double first = sum(x, from, to) / n;
    if (!Double.isFinite(first)) {
      return first;
    }
    // One Newton step on Σ(x − m) = 0 removes the rounding of the sum before the division.
    double rest = 0;
    for (int i = from; i < to; i++) {
      rest += x[i] - first;
    }
    return first + rest / n;
  }

  /** Σ (xᵢ − x̄)², by two passes with the correction for the rounding of the mean. */
  public static double squaredDeviations(double[] x) {
    double mean = mean(x);
    double squares = 0;
    double linear = 0;
    for (double value : x) {
      double d = value - mean;
      squares += d * d;
      linear += d;
    }
    return squares - linear * linear / x.length;
  }

  /**
   * The variance Σ (xᵢ − x̄)² / (n − ddof).
   *
   * @param ddof 1 for the unbiased estimate, 0 for the population formula; n must exceed it
   */
  public static double variance(double[] x, int ddof) {
    if (!(x.length > ddof) || ddof < 0) {
      throw new IllegalArgumentException("ddof must be in [0, " + (x.length - 1) + "]: " + ddof);
    }
    return squaredDeviations(x) / (x.length - ddof);
  }

  /** The excess kurtosis n·Σ(xᵢ − x̄)⁴/(Σ(xᵢ − x̄)²)² − 3 of the population; 0 for equal values. */
  public static double excessKurtosis(double[] x) {
    double mean = mean(x);
    double second = 0;
    double fourth = 0;
    for (double value : x) {
      double square = (value - mean) * (value - mean);
      second += square;
      fourth += square * square;
    }
    return second > 0 ? x.length * fourth / (second * second) - 3 : 0;
  }

  /** Σ xᵢ yᵢ, with the rounding of the additions compensated. */
  public static double dot(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "x and y must have equal length: " + x.length + " and " + y.length);
    }
    double sum = 0;
    double lost = 0;
    for (int i = 0; i < x.length; i++) {
      double term = x[i] * y[i];
      double total = sum + term;
      double back = total - sum;
      lost += (sum - (total - back)) + (term - back);
      sum = total;
    }
    return Double.isNaN(lost) ? sum : sum + lost;
  }
}
