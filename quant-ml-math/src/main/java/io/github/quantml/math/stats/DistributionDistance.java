// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import java.util.Arrays;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.apache.commons.math3.util.FastMath;

/**
 * How far apart two distributions are, from class shares or from samples: what monitoring of inputs
 * looks at.
 */
public final class DistributionDistance {
  private static final double SUM_TOLERANCE = 1e-9;

  /** Pairs of sample sizes up to this product get the exact p-value of the two-sample test. */
  private static final long EXACT_PAIRS = 10_000;

  private DistributionDistance() {}

  /**
   * The population stability index Σ(aᵢ − eᵢ)·ln(aᵢ/eᵢ): KL(a‖e) + KL(e‖a). By custom below 0.1 is
   * stable and above 0.25 is not.
   *
   * @param expected shares e of classes, positive, summing to 1
   * @param actual shares a of the same classes, likewise
   */
  public static double populationStability(double[] expected, double[] actual) {
    requireShares("expected", expected, actual.length);
    requireShares("actual", actual, expected.length);
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += (actual[i] - expected[i]) * FastMath.log(actual[i] / expected[i]);
    }
    return sum;
  }

  /** The Kullback-Leibler divergence Σ pᵢ·ln(pᵢ/qᵢ) of positive shares, in nats. */
  public static double kullbackLeibler(double[] p, double[] q) {
    requireShares("p", p, q.length);
    requireShares("q", q, p.length);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i] * FastMath.log(p[i] / q[i]);
    }
    return Math.max(0, sum);
  }

  /**
   * The Jensen-Shannon distance √(½KL(p‖m) + ½KL(q‖m)) with m = ½(p + q): a metric, at most √ln 2.
   */
  public static double jensenShannon(double[] p, double[] q) {
    requireShares("p", p, q.length);
    requireShares("q", q, p.length);
    double[] m = new double[p.length];
    Arrays.setAll(m, i -> (p[i] + q[i]) / 2);
    return Math.sqrt((kullbackLeibler(p, m) + kullbackLeibler(q, m)) / 2);
  }

  private static void requireShares(String name, double[] shares, int classes) {
    if (shares.length != classes || classes == 0) {
      throw new IllegalArgumentException(
          "shares must be of the same classes, at least one: " + shares.length + " and " + classes);
    }
    double sum = 0;
    for (double share : shares) {
      if (!(share > 0)) {
        throw new IllegalArgumentException(name + " must be > 0 in every class: " + share);
      }
      sum += share;
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException(name + " must sum to 1: " + sum);
    }
  }

  /**
   * The two-sample Kolmogorov-Smirnov test.
   *
   * @param statistic D, the largest gap of the empirical distribution functions
   * @param pValue probability of at least that gap for samples of one distribution
   */
  public record KolmogorovSmirnov(double statistic, double pValue) {}

  /**
   * The Kolmogorov-Smirnov test of two samples of finite values: exact up to 10,000 pairs, by the
   * limiting distribution beyond. Ties make it conservative.
   */
  public static KolmogorovSmirnov kolmogorovSmirnov(double[] x, double[] y) {
    double[] a = sorted("x", x);
    double[] b = sorted("y", y);
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == value) {
        i++;
      }
      while (j < b.length && b[j] == value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
    double p =
        a.length < 2 || b.length < 2
            ? 1
            : (long) a.length * b.length <= EXACT_PAIRS
                ? test.exactP(largest, a.length, b.length, false)
                : test.approximateP(largest, a.length, b.length);
    return new KolmogorovSmirnov(largest, Math.min(1, Math.max(0, p)));
  }

  /** The first Wasserstein distance ∫|F − G| of two samples of finite values, in their units. */
  public static double wasserstein(double[] x, double[] y) {
    double[] a = sorted("x", x);
    double[] b = sorted("y", y);
    double sum = 0;
    int i = 0;
    int j = 0;
    double previous = Math.min(a[0], b[0]);
    while (i < a.length || j < b.length) {
      boolean takeA = j == b.length || (i < a.length && a[i] <= b[j]);
      double value = takeA ? a[i] : b[j];
      sum += Math.abs((double) i / a.length - (double) j / b.length) * (value - previous);
      previous = value;
      i += takeA ? 1 : 0;
      j += takeA ? 0 : 1;
    }
    return sum;
  }

  private static double[] sorted(String name, double[] x) {
    if (x.length == 0) {
      throw new IllegalArgumentException(name + " must have at least one value");
    }
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    if (!Double.isFinite(sorted[0]) || !Double.isFinite(sorted[x.length - 1])) {
      throw new IllegalArgumentException(name + " must be finite");
    }
    return sorted;
  }
}
