// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.cyclical.regime.EmissionFamily;
import java.util.Map;

/**
 * How {@link RegimeTrainer} works.
 *
 * @param maxStates most regimes considered, from 1 to 4; BIC chooses
 * @param family density of log returns in a regime, {@code GAUSSIAN} or {@code STUDENT_T}
 * @param restarts starting points of each fit, at least 1
 * @param lookback most recent bars the filter runs over, at least 64
 */
public record RegimeConfig(int maxStates, EmissionFamily family, int restarts, int lookback) {
  /** Checks every setting. */
  public RegimeConfig {
    if (maxStates < 1 || maxStates > 4) {
      throw new IllegalArgumentException("maxStates must be from 1 to 4, got " + maxStates);
    }
    if (family != EmissionFamily.GAUSSIAN && family != EmissionFamily.STUDENT_T) {
      throw new IllegalArgumentException("family must be GAUSSIAN or STUDENT_T, got " + family);
    }
    if (restarts < 1) {
      throw new IllegalArgumentException("restarts must be at least 1, got " + restarts);
    }
    if (lookback < 64) {
      throw new IllegalArgumentException("lookback must be at least 64 bars, got " + lookback);
    }
  }

  /** At most 3 Gaussian regimes, 6 starts, lookback 250 bars. */
  public static RegimeConfig defaults() {
    return new RegimeConfig(3, EmissionFamily.GAUSSIAN, 6, 250);
  }

  /** Changes the most regimes considered. */
  public RegimeConfig withMaxStates(int value) {
    return new RegimeConfig(value, family, restarts, lookback);
  }

  /** Changes the density of log returns in a regime. */
  public RegimeConfig withFamily(EmissionFamily value) {
    return new RegimeConfig(maxStates, value, restarts, lookback);
  }

  /** Changes the number of starting points of each fit. */
  public RegimeConfig withRestarts(int value) {
    return new RegimeConfig(maxStates, family, value, lookback);
  }

  /** Changes how many recent bars the filter runs over. */
  public RegimeConfig withLookback(int value) {
    return new RegimeConfig(maxStates, family, restarts, value);
  }

  Map<String, String> settings() {
    return Map.of(
        "maxStates", Integer.toString(maxStates),
        "family", family.name(),
        "restarts", Integer.toString(restarts),
        "lookback", Integer.toString(lookback));
  }
}
