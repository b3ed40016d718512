// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.cyclical.seasonal.Stl;
import io.github.quantml.cyclical.seasonal.StlConfig;
import io.github.quantml.math.Quantiles;

/**
 * Outliers of a seasonal series: the generalised ESD test on series − seasonal − median.
 *
 * <p>Offline, because the decomposition uses the whole series. Source: Hochenbaum, Vallis and
 * Kejariwal (2017), seasonal hybrid ESD.
 *
 * @param stl how the season is estimated; robust is advisable
 * @param test how outliers are tested
 * @param keepTrend true to take only the median out of the level, as in the paper; false to take
 *     the trend out
 */
public record OfflineStlEsd(StlConfig stl, OfflineEsd test, boolean keepTrend) {
  /** The trend taken out, median and MAD. */
  public static OfflineStlEsd of(StlConfig stl, int most, double alpha) {
    return new OfflineStlEsd(stl, OfflineEsd.of(most, alpha).withRobust(true), false);
  }

  /** Tests a series of finite values. */
  public OfflineEsd.Result test(double[] y) {
    Values.require("STL + ESD", y, 2L * stl.period());
    var decomposition = Stl.of(stl).decompose(y);
    double[] rest = decomposition.remainder();
    if (keepTrend) {
      double[] seasonal = decomposition.seasonal();
      double median = Quantiles.median(y);
      for (int t = 0; t < rest.length; t++) {
        rest[t] = y[t] - seasonal[t] - median;
      }
    }
    return test.test(rest);
  }
}
