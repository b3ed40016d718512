// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** One member's view of the return over the horizon. */
public sealed interface Forecast {

  /**
   * A view.
   *
   * @param returns distribution of the simple return over the horizon
   * @param signals named numbers behind it, for people and logs; finite
   * @param insights what the model recognised on the way
   */
  record Distribution(ReturnDistribution returns, Map<String, Double> signals, Insights insights)
      implements Forecast {
    public Distribution {
      signals.forEach((name, value) -> Checks.finite("signal", name, value));
      signals = Collections.unmodifiableMap(new TreeMap<>(signals));
    }

    /** A view without signals or insights. */
    public static Distribution of(ReturnDistribution returns) {
      return new Distribution(returns, Map.of(), Insights.NONE);
    }
  }

  /**
   * No view, and why.
   *
   * @param reason a sentence a trader understands
   */
  record Abstained(String reason) implements Forecast {}
}
