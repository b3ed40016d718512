// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.distribution.StandardNormal;
import org.apache.commons.math3.util.FastMath;

/** Normal kernels truncated to the unit interval. */
final class ContinuousAxis extends Axis {
  private final double[] centres;
  private final double[] inverseWidths;
  private final double[] logScales;

  ContinuousAxis(Parameter parameter, double[] values, int dimensions) {
    super(parameter);
    int n = values.length;
    centres = new double[n + 1];
    for (int k = 0; k < n; k++) {
      centres[k] = parameter.unit(values[k]);
    }
    centres[n] = 0.5;
    double[] widths = Bandwidths.of(centres, n, dimensions);
    inverseWidths = new double[n + 1];
    logScales = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      double inverse = 1 / (k < n ? widths[k] : 1);
      double inside =
          StandardNormal.cdf((1 - centres[k]) * inverse)
              - StandardNormal.cdf(-centres[k] * inverse);
      inverseWidths[k] = inverse;
      logScales[k] = FastMath.log(inverse / inside) - StandardNormal.HALF_LOG_TWO_PI;
    }
  }

  @Override
  double draw(int kernel, double u) {
    double inverse = inverseWidths[kernel];
    double low = StandardNormal.cdf(-centres[kernel] * inverse);
    double high = StandardNormal.cdf((1 - centres[kernel]) * inverse);
    double z = StandardNormal.quantile(low + u * (high - low));
    return Math.min(1, Math.max(0, centres[kernel] + z / inverse));
  }

  @Override
  void addLogKernels(double coordinate, double[] scores) {
    for (int k = 0; k < scores.length; k++) {
      double z = (coordinate - centres[k]) * inverseWidths[k];
      scores[k] += logScales[k] - 0.5 * z * z;
    }
  }

  @Override
  double value(double coordinate) {
    return parameter.value(coordinate);
  }
}
