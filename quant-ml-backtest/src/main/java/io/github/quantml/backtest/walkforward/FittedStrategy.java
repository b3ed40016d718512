// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.backtest.Strategy;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a trainer hands back.
 *
 * @param strategy what to trade
 * @param parameters what was chosen, by name; finite
 * @param trials Sharpe ratio per period, in sample, of everything that was tried, abandoned
 *     attempts included; empty when nothing was searched. Owned by the record.
 */
public record FittedStrategy(Strategy strategy, Map<String, Double> parameters, double[] trials) {
  public FittedStrategy {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    parameters.forEach(
        (name, value) -> {
          if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "parameter " + name + ": must be finite, got " + value);
          }
        });
  }

  /** A strategy that was not searched for. */
  public static FittedStrategy of(Strategy strategy) {
    return new FittedStrategy(strategy, Map.of(), new double[0]);
  }
}
