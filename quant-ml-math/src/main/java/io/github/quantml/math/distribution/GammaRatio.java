// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.distribution;

import org.apache.commons.math3.util.FastMath;

/** Γ(a + ½) / Γ(a) without the cancellation of two log-gamma values. */
final class GammaRatio {
  /** From here on the first omitted term of the series is below 10⁻¹⁶. */
  private static final double SERIES_FROM = 17;

  private GammaRatio() {}

  /**
   * The ratio for a &gt; 0, by its expansion in 1/z² at z = a − ¼ after shifting a upwards (Tricomi
   * and Erdélyi 1951, The asymptotic expansion of a ratio of gamma functions).
   */
  static double halfStep(double a) {
    double shift = 1;
    double b = a;
    while (b < SERIES_FROM) {
      shift *= b / (b + 0.5);
      b += 1;
    }
    double z = b - 0.25;
    double w = 1 / (z * z);
    double series =
        1
            + w
                * (1.0 / 64
                    + w
                        * (-19.0 / 8192
                            + w
                                * (631.0 / 524288
                                    + w * (-174317.0 / 134217728 + w * 20491783.0 / 8589934592L))));
    return shift * FastMath.sqrt(z) * series;
  }
}
