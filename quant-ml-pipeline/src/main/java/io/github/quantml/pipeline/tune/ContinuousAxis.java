// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.distribution.StandardNormal;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/** Normal kernels truncated to the unit interval. */
final class ContinuousAxis extends Axis {
  /** Standard deviations beyond which a normal law has less than half an ulp of 1. */
  private static final double ALL_INSIDE = 8.5;

  /** Half a square beyond which a kernel does not reach the digits that decide. */
  private static final double NEGLIGIBLE = 40;

  private static final double ONE_OVER_SQRT_TWO_PI = 0.39894228040143267794;

  private final double[] centres;
  private final double[] inverseWidths;
  private final double[] scales;
  private double @Nullable [] logScales;

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
    scales = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      double inverse = 1 / (k < n ? widths[k] : 1);
      double inside = inside(centres[k] * inverse, (1 - centres[k]) * inverse);
      inverseWidths[k] = inverse;
      scales[k] = ONE_OVER_SQRT_TWO_PI * inverse / inside;
    }
  }

  private static double inside(double toLow, double toHigh) {
    return Math.min(toLow, toHigh) > ALL_INSIDE
        ? 1
        : StandardNormal.cdf(toHigh) - StandardNormal.cdf(-toLow);
  }

  /** The logarithm of the mixture that this axis alone makes; the prior keeps it finite. */
  double logMixture(double coordinate, double[] weights) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      double z = (coordinate - centres[k]) * inverseWidths[k];
      double half = 0.5 * z * z;
      if (half < NEGLIGIBLE) {
        sum += weights[k] * scales[k] * Decay.of(half);
      }
    }
    return FastMath.log(sum);
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
    double[] logs = logScales();
    for (int k = 0; k < scores.length; k++) {
      double z = (coordinate - centres[k]) * inverseWidths[k];
      scores[k] += logs[k] - 0.5 * z * z;
    }
  }

  private double[] logScales() {
    double[] logs = logScales;
    if (logs == null) {
      logs = new double[scales.length];
      for (int k = 0; k < logs.length; k++) {
        logs[k] = FastMath.log(scales[k]);
      }
      logScales = logs;
    }
    return logs;
  }

  @Override
  double value(double coordinate) {
    return parameter.value(coordinate);
  }
}
