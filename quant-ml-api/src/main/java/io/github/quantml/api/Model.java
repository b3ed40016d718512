// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.Map;

/**
 * A trained model: immutable and thread-safe.
 *
 * <p>{@link #predict} is a pure function of the model and its arguments. It looks at the last bar
 * as "now"; what happened after that bar is not in its arguments and so cannot move the answer.
 */
public interface Model {
  /** Name of the trainer that made it. */
  String name();

  /** The resolved horizon it forecasts. */
  Horizon horizon();

  /** Fewest bars {@link #predict} needs; with fewer it throws. */
  int warmUp();

  /**
   * Forecasts the simple return from the close of the last bar over the horizon.
   *
   * @param recent bars up to now, at least {@link #warmUp} of them; more are welcome
   * @param context what else is known now
   * @return a distribution, or an abstention with its reason
   * @throws InsufficientDataException with fewer than {@link #warmUp} bars
   */
  Forecast predict(BarSeries recent, MarketContext context);

  /**
   * How much each input feature mattered to what it learned, by name, in shares that sum to 1;
   * empty for a model that cannot say.
   */
  default Map<String, Double> featureImportances() {
    return Map.of();
  }

  /** Where this model came from. */
  Provenance provenance();
}
