// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.signal;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.factors.pricing.Kernel;
import io.github.quantml.factors.pricing.LongRun;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StudentT;
import org.apache.commons.math3.util.FastMath;

/**
 * The mean of a series and how sure its sign is.
 *
 * <p>The values of overlapping periods share returns: with forecasts of h periods every period,
 * only a Newey-West lag of at least h − 1 gives a t statistic its size. The independent one is
 * there to show the difference.
 *
 * @param mean of the series
 * @param stdDev with divisor n − 1
 * @param tIid mean over stdDev/√n, for independent values
 * @param tHac mean over its Newey-West error: Bartlett weights, autocovariances with divisor n, no
 *     small-sample factor
 * @param lag of tHac
 * @param tCosine mean over the error from equally weighted cosines; under the null Student's t of
 *     {@code cosines} degrees. It keeps its size best: with overlaps Bartlett weights of lag h − 1
 *     leave part of the dependence out and reject too often
 * @param cosines ν = ⌊0.4 n^⅔⌋, at least 1
 * @param observations n
 */
public record MeanTest(
    double mean,
    double stdDev,
    double tIid,
    double tHac,
    int lag,
    double tCosine,
    int cosines,
    int observations) {

  /**
   * Tests a series.
   *
   * @param x finite values, more than {@code lag} + 1
   */
  public static MeanTest of(double[] x, int lag) {
    int n = x.length;
    if (lag < 0) {
      throw new IllegalArgumentException("lag: must be at least 0, got " + lag);
    }
    if (n < lag + 2) {
      throw new InsufficientDataException("test of a mean: values for the lag", lag + 2L, n);
    }
    double mean = Sums.mean(x);
    double[] centred = x.clone();
    for (int t = 0; t < n; t++) {
      centred[t] -= mean;
    }
    double stdDev = Math.sqrt(Sums.variance(x, 1));
    double error = Math.sqrt(LongRun.variance(centred, Kernel.BARTLETT, lag)) / n;
    int cosines = Math.max(1, (int) (0.4 * FastMath.pow(n, 2.0 / 3)));
    double cosine = Math.sqrt(cosineVariance(centred, cosines) / n);
    return new MeanTest(
        mean, stdDev, mean / (stdDev / Math.sqrt(n)), mean / error, lag, mean / cosine, cosines, n);
  }

  /**
   * The long-run variance as the mean square of Λⱼ = √(2/n) Σ xₜ cos(πj(t + ½)/n), j = 1 … ν.
   *
   * <p>Source: Lazarus, Lewis, Stock and Watson (2018), HAR inference: recommendations for
   * practice, Journal of Business and Economic Statistics 36, section 3.
   */
  private static double cosineVariance(double[] x, int terms) {
    int n = x.length;
    double sum = 0;
    for (int j = 1; j <= terms; j++) {
      double projection = 0;
      for (int t = 0; t < n; t++) {
        projection += x[t] * FastMath.cos(Math.PI * j * (t + 0.5) / n);
      }
      sum += 2.0 / n * projection * projection;
    }
    return sum / terms;
  }

  /** Two-sided p-value of tCosine under Student's t of {@link #cosines} degrees. */
  public double pCosine() {
    return 2 * StudentT.of(cosines).survival(Math.abs(tCosine));
  }

  /** Mean over standard deviation: the information ratio of an information coefficient. */
  public double ratio() {
    return mean / stdDev;
  }

  /** Two-sided p-value of tHac under Student's t of n − 1 degrees. */
  public double pHac() {
    return 2 * StudentT.of(observations - 1.0).survival(Math.abs(tHac));
  }
}
