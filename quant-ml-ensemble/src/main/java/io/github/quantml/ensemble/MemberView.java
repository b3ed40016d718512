// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Forecast;
import io.github.quantml.api.QuantMlException;

/** The last look at what a member says, before it is mixed with what others say. */
final class MemberView {
  private MemberView() {}

  /**
   * The view itself.
   *
   * @throws QuantMlException when its mean is not finite or its standard deviation not positive
   */
  static Forecast.Distribution sane(Forecast.Distribution view) {
    double mean = view.returns().mean();
    double deviation = view.returns().stdDev();
    if (!(Math.abs(mean) < Double.POSITIVE_INFINITY)
        || !(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new QuantMlException("nonsense: mean " + mean + " and standard deviation " + deviation);
    }
    return view;
  }
}
