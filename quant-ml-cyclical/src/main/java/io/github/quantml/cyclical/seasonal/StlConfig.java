// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

/**
 * How {@link Stl} decomposes.
 *
 * @param period points in one cycle, at least 2
 * @param seasonal smoother of each cycle-subseries
 * @param trend smoother of the deseasonalised series
 * @param lowPass smoother that takes the level out of the seasonal component, window at least the
 *     period
 * @param inner passes of the inner loop, at least 1
 * @param outer passes of the robust outer loop; 0 is not robust
 * @param tolerance the outer loop ends when seasonal and trend change by less than this share of
 *     their ranges; 0 never ends it early
 * @param periodic replaces the seasonal component by the mean of each position in the cycle
 */
public record StlConfig(
    int period,
    LoessSpan seasonal,
    LoessSpan trend,
    LoessSpan lowPass,
    int inner,
    int outer,
    double tolerance,
    boolean periodic) {
  private static final int ROBUST_PASSES = 15;
  private static final double NETLIB_TOLERANCE = 0.01;

  /** Checks every setting. */
  public StlConfig {
    if (period < 2) {
      throw new IllegalArgumentException("period must be at least 2, got " + period);
    }
    if (lowPass.window() < period) {
      throw new IllegalArgumentException(
          "lowPass: window must be at least the period " + period + ", got " + lowPass.window());
    }
    if (inner < 1) {
      throw new IllegalArgumentException("inner must be at least 1, got " + inner);
    }
    if (outer < 0) {
      throw new IllegalArgumentException("outer must be at least 0, got " + outer);
    }
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance must be in [0, 1), got " + tolerance);
    }
  }

  /** The statsmodels defaults for a period. */
  public static StlConfig of(int period) {
    return of(StlPreset.STATSMODELS, period, 7);
  }

  /**
   * The defaults of a program.
   *
   * @param preset whose
   * @param period points in one cycle, at least 2
   * @param window seasonal window, odd, at least 3
   */
  public static StlConfig of(StlPreset preset, int period, int window) {
    double wanted = 1.5 * period / (1 - 1.5 / window);
    return switch (preset) {
      case STATSMODELS ->
          new StlConfig(
              period,
              LoessSpan.of(window, 1),
              LoessSpan.of(odd((int) Math.ceil(wanted)), 1),
              LoessSpan.of(odd(period + 1), 1),
              5,
              0,
              0,
              false);
      case R ->
          new StlConfig(
              period,
              tenth(window, 0),
              tenth(odd((int) Math.ceil(wanted)), 1),
              tenth(odd(period), 1),
              2,
              0,
              0,
              false);
      case NETLIB ->
          new StlConfig(
              period,
              netlibTenth(window),
              netlibTenth(odd(Math.max(3, (int) (wanted + 0.5)))),
              netlibTenth(odd(period)),
              2,
              0,
              0,
              false);
    };
  }

  /**
   * R's {@code s.window = "periodic"} for a series of n points: the cycle does not change.
   *
   * @param period points in one cycle
   * @param n length of the series to be decomposed
   */
  public static StlConfig periodic(int period, int n) {
    StlConfig base = of(StlPreset.R, period, Math.addExact(Math.multiplyExact(10, n), 1));
    return base.withPeriodic(true);
  }

  private static int odd(int value) {
    return value % 2 == 0 ? value + 1 : value;
  }

  private static LoessSpan tenth(int window, int degree) {
    return new LoessSpan(window, degree, (window + 9) / 10);
  }

  private static LoessSpan netlibTenth(int window) {
    return new LoessSpan(window, 1, Math.max(1, (int) (window / 10.0 + 0.9)));
  }

  /** Adds the outer loop as the preset's program does. */
  public StlConfig robust(StlPreset preset) {
    int passes = preset == StlPreset.STATSMODELS ? 2 : 1;
    double stop = preset == StlPreset.NETLIB ? NETLIB_TOLERANCE : 0;
    return new StlConfig(period, seasonal, trend, lowPass, passes, ROBUST_PASSES, stop, periodic);
  }

  /** Changes the seasonal smoother; the trend window stays as it is. */
  public StlConfig withSeasonal(LoessSpan value) {
    return new StlConfig(period, value, trend, lowPass, inner, outer, tolerance, periodic);
  }

  /** Changes the trend smoother. */
  public StlConfig withTrend(LoessSpan value) {
    return new StlConfig(period, seasonal, value, lowPass, inner, outer, tolerance, periodic);
  }

  /** Changes the low-pass smoother. */
  public StlConfig withLowPass(LoessSpan value) {
    return new StlConfig(period, seasonal, trend, value, inner, outer, tolerance, periodic);
  }

  /** Changes the passes of the inner and the outer loop. */
  public StlConfig withIterations(int newInner, int newOuter) {
    return new StlConfig(period, seasonal, trend, lowPass, newInner, newOuter, tolerance, periodic);
  }

  /** Changes when the outer loop ends early. */
  public StlConfig withTolerance(double value) {
    return new StlConfig(period, seasonal, trend, lowPass, inner, outer, value, periodic);
  }

  /** Changes whether the cycle is the same in every turn. */
  public StlConfig withPeriodic(boolean value) {
    return new StlConfig(period, seasonal, trend, lowPass, inner, outer, tolerance, value);
  }
}
