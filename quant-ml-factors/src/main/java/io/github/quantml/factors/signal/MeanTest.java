// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.signal;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.factors.pricing.Kernel;
import io.github.quantml.factors.pricing.LongRun;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StudentT;

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
 * @param observations n
 */
public record MeanTest(
    double mean, double stdDev, double tIid, double tHac, int lag, int observations) {

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
    return new MeanTest(mean, stdDev, mean / (stdDev / Math.sqrt(n)), mean / error, lag, n);
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
