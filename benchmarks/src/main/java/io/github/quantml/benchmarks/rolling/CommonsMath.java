// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** The moving window of Commons Math. */
final class CommonsMath {
  private CommonsMath() {}

  static double[] run(double[] x, int window, ToDoubleFunction<DescriptiveStatistics> statistic) {
    DescriptiveStatistics values = new DescriptiveStatistics(window);
    double[] out = new double[x.length - window + 1];
    for (int t = 0; t < x.length; t++) {
      values.addValue(x[t]);
      if (t >= window - 1) {
        out[t - window + 1] = statistic.applyAsDouble(values);
      }
    }
    return out;
  }
}
