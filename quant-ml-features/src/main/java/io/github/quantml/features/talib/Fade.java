// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import org.apache.commons.math3.util.FastMath;

/** How long a fading memory lasts. */
final class Fade {
  private Fade() {}

  /** Bars after which the weight (1 − α)ⁿ is below 1e-10. */
  static int bars(double alpha) {
    return (int) Math.ceil(FastMath.log(1e-10) / FastMath.log1p(-alpha));
  }
}
