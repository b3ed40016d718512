// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.cyclical.spectral.CycleDetectorConfig;
import java.util.Map;

/**
 * How {@link CyclicalTrainer} works.
 *
 * @param detector how cycles of the log returns are searched
 * @param lookback most recent bars whose returns set amplitude, phase and volatility, at least 64
 * @param decay weight that yesterday's variance keeps in today's, in (0, 1)
 */
public record CyclicalConfig(CycleDetectorConfig detector, int lookback, double decay) {
  /** Checks every setting. */
  public CyclicalConfig {
    if (lookback < 64) {
      throw new IllegalArgumentException("lookback must be at least 64 bars, got " + lookback);
    }
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException("decay must be in (0, 1), got " + decay);
    }
  }

  /** Periods from 4 bars on, at most 3 cycles at the 5 % level, lookback 1,000, decay 0.97. */
  public static CyclicalConfig defaults() {
    return new CyclicalConfig(
        CycleDetectorConfig.defaults().withPeriods(4, 0).withMaxCycles(3), 1000, 0.97);
  }

  /** Changes how cycles are searched. */
  public CyclicalConfig withDetector(CycleDetectorConfig value) {
    return new CyclicalConfig(value, lookback, decay);
  }

  /** Changes how many recent bars set amplitude, phase and volatility. */
  public CyclicalConfig withLookback(int value) {
    return new CyclicalConfig(detector, value, decay);
  }

  /** Changes how long volatility remembers. */
  public CyclicalConfig withDecay(double value) {
    return new CyclicalConfig(detector, lookback, value);
  }

  Map<String, String> settings() {
    return Map.of(
        "detector", detector.toString(),
        "lookback", Integer.toString(lookback),
        "decay", Double.toString(decay));
  }
}
