// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * How {@link SeasonalTrainer} works.
 *
 * @param zone where the market's calendar is read
 * @param level largest false discovery rate at which an effect counts, in (0, 1)
 * @param lookback most recent bars whose returns set the volatility, at least 32
 * @param decay weight that yesterday's variance keeps in today's, in (0, 1)
 */
public record SeasonalConfig(ZoneId zone, double level, int lookback, double decay) {
  /** Checks every setting. */
  public SeasonalConfig {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be in (0, 1), got " + level);
    }
    if (lookback < 32) {
      throw new IllegalArgumentException("lookback must be at least 32 bars, got " + lookback);
    }
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException("decay must be in (0, 1), got " + decay);
    }
  }

  /** UTC, 5 %, 250 bars, decay 0.97. */
  public static SeasonalConfig defaults() {
    return new SeasonalConfig(ZoneOffset.UTC, 0.05, 250, 0.97);
  }

  /** Changes where the calendar is read. */
  public SeasonalConfig withZone(ZoneId value) {
    return new SeasonalConfig(value, level, lookback, decay);
  }

  /** Changes how sure an effect must be. */
  public SeasonalConfig withLevel(double value) {
    return new SeasonalConfig(zone, value, lookback, decay);
  }

  /** Changes how many recent bars set the volatility. */
  public SeasonalConfig withLookback(int value) {
    return new SeasonalConfig(zone, level, value, decay);
  }

  /** Changes how long volatility remembers. */
  public SeasonalConfig withDecay(double value) {
    return new SeasonalConfig(zone, level, lookback, value);
  }

  Map<String, String> settings() {
    return Map.of(
        "zone", zone.getId(),
        "level", Double.toString(level),
        "lookback", Integer.toString(lookback),
        "decay", Double.toString(decay));
  }
}
