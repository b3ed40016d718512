// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.distribution.StudentT;

/**
 * The Diebold-Mariano test of equal expected loss of two forecasts, with the small-sample
 * correction of Harvey, Leybourne and Newbold.
 *
 * <p>With dₜ = lossAₜ − lossBₜ and its long-run variance V, DM = d̄/√(V/T) is compared with N(0,
 * 1), and HLN = DM·√((T + 1 − 2h + h(h − 1)/T)/T) with Student's t of T − 1 degrees. A negative
 * statistic says that A had the lower loss.
 *
 * <p>Sources: Diebold and Mariano (1995), Comparing predictive accuracy; Harvey, Leybourne, Newbold
 * (1997), Testing the equality of prediction mean squared errors.
 *
 * @param meanDifference d̄
 * @param statistic DM
 * @param correctedStatistic HLN
 * @param observations T
 * @param kernel the weighting that estimated V
 */
public record DieboldMariano(
    double meanDifference,
    double statistic,
    double correctedStatistic,
    int observations,
    Kernel kernel) {

  /** How autocovariances of the loss difference are weighted. */
  public enum Kernel {
    /** Weight 1 up to lag h − 1, the choice of both papers; V may come out negative. */
    RECTANGULAR,
    /** Weight 1 − k/(L + 1), Newey and West (1987); V is never negative. */
    BARTLETT
  }

  /**
   * The test with the rectangular kernel of lag h − 1; where that gives V ≤ 0, with the Bartlett
   * kernel of the same lag, which {@link #kernel()} reports.
   *
   * @param lossA losses of forecast A, one per target
   * @param lossB losses of forecast B for the same targets in the same order
   * @param horizon steps h between forecast and target, at least 1
   */
  public static DieboldMariano of(double[] lossA, double[] lossB, int horizon) {
    double[] difference = difference(lossA, lossB, horizon);
    double variance = LongRunVariance.of(difference, horizon - 1, Kernel.RECTANGULAR);
    if (variance > 0) {
      return of(difference, variance, horizon, Kernel.RECTANGULAR);
    }
    return bartlett(difference, horizon, horizon - 1);
  }

  /**
   * The test with the Bartlett kernel.
   *
   * @param lag largest autocovariance lag used, at least 0 and less than T
   */
  public static DieboldMariano withBartlett(double[] lossA, double[] lossB, int horizon, int lag) {
    if (lag < 0) {
      throw new IllegalArgumentException("lag must be >= 0: " + lag);
    }
    return bartlett(difference(lossA, lossB, horizon), horizon, lag);
  }

  private static DieboldMariano bartlett(double[] difference, int horizon, int lag) {
    double variance = LongRunVariance.of(difference, lag, Kernel.BARTLETT);
    if (!(variance > 0)) {
      throw new InvalidDataException(
          "Diebold-Mariano: the loss difference does not vary, the test is undefined");
    }
    return of(difference, variance, horizon, Kernel.BARTLETT);
  }

  private static double[] difference(double[] lossA, double[] lossB, int horizon) {
    if (lossA.length != lossB.length) {
      throw new IllegalArgumentException(
          "lossA and lossB must have equal length: " + lossA.length + " and " + lossB.length);
    }
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon must be >= 1: " + horizon);
    }
    Series.require("Diebold-Mariano, loss A", lossA, Math.max(3, 2 * horizon));
    Series.require("Diebold-Mariano, loss B", lossB, Math.max(3, 2 * horizon));
    double[] difference = new double[lossA.length];
    for (int t = 0; t < difference.length; t++) {
      difference[t] = lossA[t] - lossB[t];
    }
    return difference;
  }

  private static DieboldMariano of(
      double[] difference, double variance, int horizon, Kernel kernel) {
    double n = difference.length;
    double mean = Sums.mean(difference);
    double statistic = mean / Math.sqrt(variance / n);
    double h = horizon;
    double correction = Math.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n);
    return new DieboldMariano(mean, statistic, statistic * correction, difference.length, kernel);
  }

  /** P(|t| at least as large) under equal expected loss, from the corrected statistic. */
  public double pValue() {
    return 2 * StudentT.of(observations - 1.0).survival(Math.abs(correctedStatistic));
  }

  /** The one-sided p-value against the alternative that A has the lower expected loss. */
  public double pValueABetter() {
    return StudentT.of(observations - 1.0).cdf(correctedStatistic);
  }

  /** The one-sided p-value against the alternative that B has the lower expected loss. */
  public double pValueBBetter() {
    return StudentT.of(observations - 1.0).survival(correctedStatistic);
  }

  /** The two-sided p-value of the uncorrected statistic under N(0, 1). */
  public double asymptoticPValue() {
    return 2 * StandardNormal.survival(Math.abs(statistic));
  }
}
