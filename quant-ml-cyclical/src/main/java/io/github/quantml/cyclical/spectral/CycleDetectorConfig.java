// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

/**
 * How {@link CycleDetector} searches.
 *
 * @param detrend what is removed first
 * @param minPeriod shortest period in bars, at least 2
 * @param maxPeriod longest period in bars; 0 means a third of the series, so that three turns are
 *     seen
 * @param maxCycles most cycles reported, at least 1
 * @param level family-wise level at which a cycle counts as significant, in (0, 1)
 * @param onSuspect what to do with input that looks like a price level or like a filter's output
 */
public record CycleDetectorConfig(
    Detrend detrend,
    double minPeriod,
    double maxPeriod,
    int maxCycles,
    double level,
    SuspectInput onSuspect) {

  /** Checks every setting. */
  public CycleDetectorConfig {
    if (detrend == Detrend.NONE) {
      throw new IllegalArgumentException("detrend must be CONSTANT or LINEAR, got NONE");
    }
    if (!(minPeriod >= 2)) {
      throw new IllegalArgumentException("minPeriod must be at least 2 bars, got " + minPeriod);
    }
    if (!(maxPeriod == 0 || (maxPeriod > minPeriod && maxPeriod < Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException(
          "maxPeriod must be 0 or above minPeriod " + minPeriod + ", got " + maxPeriod);
    }
    if (maxCycles < 1) {
      throw new IllegalArgumentException("maxCycles must be at least 1, got " + maxCycles);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be in (0, 1), got " + level);
    }
  }

  /** Mean removed, periods from 2 bars to n/3, at most 5 cycles at the 5 % level, refusing. */
  public static CycleDetectorConfig defaults() {
    return new CycleDetectorConfig(Detrend.CONSTANT, 2, 0, 5, 0.05, SuspectInput.REFUSE);
  }

  /** Changes what is removed first. */
  public CycleDetectorConfig withDetrend(Detrend value) {
    return new CycleDetectorConfig(value, minPeriod, maxPeriod, maxCycles, level, onSuspect);
  }

  /** Changes the range of periods; a longest period of 0 means a third of the series. */
  public CycleDetectorConfig withPeriods(double shortest, double longest) {
    return new CycleDetectorConfig(detrend, shortest, longest, maxCycles, level, onSuspect);
  }

  /** Changes how many cycles are reported at most. */
  public CycleDetectorConfig withMaxCycles(int value) {
    return new CycleDetectorConfig(detrend, minPeriod, maxPeriod, value, level, onSuspect);
  }

  /** Changes the family-wise level. */
  public CycleDetectorConfig withLevel(double value) {
    return new CycleDetectorConfig(detrend, minPeriod, maxPeriod, maxCycles, value, onSuspect);
  }

  /** Changes what happens to suspect input. */
  public CycleDetectorConfig withOnSuspect(SuspectInput value) {
    return new CycleDetectorConfig(detrend, minPeriod, maxPeriod, maxCycles, level, value);
  }
}
