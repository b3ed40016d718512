// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.BarSeries;
import io.github.quantml.cyclical.spectral.CycleDetector;
import io.github.quantml.cyclical.spectral.CycleDetectorConfig;
import io.github.quantml.cyclical.spectral.CycleReport;
import io.github.quantml.cyclical.spectral.Detrend;
import io.github.quantml.cyclical.spectral.SuspectInput;
import org.apache.commons.math3.util.FastMath;

/**
 * Finds cycles in bars and says how surprising they are against red noise.
 *
 * <pre>{@code
 * CycleReport report = FourierCyclicalDetector.withDefaults().detectCycles(bars);
 * report.significant().forEach(c -> System.out.println(c.period() + " bars, p = " + c.familyP()));
 * }</pre>
 *
 * <p>Most charts have no significant cycle; an empty {@link CycleReport#significant()} is the
 * normal answer. Periods are in bars, amplitudes in log return per bar (or log price). The whole
 * series is used: a report dated today must be made from bars up to today.
 *
 * <p>Immutable, thread-safe. O(n log n).
 */
public final class FourierCyclicalDetector {
  private final CycleDetectorConfig config;
  private final CycleInput input;

  private FourierCyclicalDetector(CycleDetectorConfig config, CycleInput input) {
    this.config = config;
    this.input = input;
  }

  /** Log returns, periods from 2 bars to a third of the series, 5 % family-wise level. */
  public static FourierCyclicalDetector withDefaults() {
    return of(CycleDetectorConfig.defaults());
  }

  /** A detector on log returns with the given configuration. */
  public static FourierCyclicalDetector of(CycleDetectorConfig config) {
    return new FourierCyclicalDetector(config, CycleInput.LOG_RETURNS);
  }

  /** Chooses the series that is searched. */
  public FourierCyclicalDetector withInput(CycleInput value) {
    return new FourierCyclicalDetector(config, value);
  }

  /**
   * Searches a chart.
   *
   * @param bars at least 33 bars
   * @throws io.github.quantml.api.InsufficientDataException if there are fewer bars, or fewer than
   *     two turns of the longest period asked for
   * @throws io.github.quantml.api.InvalidDataException if the closes never move
   */
  public CycleReport detectCycles(BarSeries bars) {
    LogReturns.requireBars("cycle detection", bars, 33);
    if (input == CycleInput.LOG_RETURNS) {
      return detectCycles(LogReturns.of(bars));
    }
    double[] logs = bars.toCloses();
    for (int i = 0; i < logs.length; i++) {
      logs[i] = FastMath.log(logs[i]);
    }
    CycleDetectorConfig detrended =
        config.withDetrend(Detrend.LINEAR).withOnSuspect(SuspectInput.WARN);
    return CycleDetector.of(detrended).detect(logs);
  }

  /**
   * Searches a stationary series such as returns or spreads.
   *
   * @param series at least 32 finite values
   * @throws io.github.quantml.api.InvalidDataException if the series is a price level
   */
  public CycleReport detectCycles(double[] series) {
    return CycleDetector.of(config).detect(series);
  }
}
