// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.math.Sums;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a parameter wandered from fold to fold.
 *
 * @param name the parameter
 * @param mean over the fits
 * @param stdDev over the fits, n − 1; 0 for one fit
 * @param min smallest value
 * @param max largest value
 * @param distinct number of different values
 * @param changes how often a fit chose another value than the fit before
 */
public record ParameterStability(
    String name, double mean, double stdDev, double min, double max, int distinct, int changes) {

  static ParameterStability of(String name, List<Double> values) {
    double[] x = values.stream().mapToDouble(Double::doubleValue).toArray();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    int changes = 0;
    Set<Double> distinct = new HashSet<>();
    for (int i = 0; i < x.length; i++) {
      min = Math.min(min, x[i]);
      max = Math.max(max, x[i]);
      distinct.add(x[i]);
      changes += i > 0 && x[i] != x[i - 1] ? 1 : 0;
    }
    double spread = x.length < 2 ? 0 : Math.sqrt(Sums.variance(x, 1));
    return new ParameterStability(name, Sums.mean(x), spread, min, max, distinct.size(), changes);
  }
}
