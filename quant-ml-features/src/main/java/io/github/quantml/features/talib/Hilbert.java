// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.State;
import org.apache.commons.math3.util.FastMath;

/**
 * Ehlers' dominant cycle: a price is smoothed, its Hilbert transform taken by a seven-tap filter,
 * and the angle between successive phasors gives the period. Source: Ehlers (2001), Rocket science
 * for traders, chapter 7; the first {@code idle} bars only smooth, as in TA-Lib.
 */
final class Hilbert {
  private static final double DEGREES = 180 / Math.PI;
  private static final int TAPS = 8;

  private final int idle;
  private long seen;

  private final double[] prices = new double[4];
  private final double[] smoothed = new double[TAPS];
  private final double[] detrended = new double[TAPS];
  private final double[] quadratures = new double[TAPS];
  private final double[] inPhases = new double[TAPS];
  private double lastI2;
  private double lastQ2;
  private double re;
  private double im;
  private double period;
  private double smoothPeriod;
  private double smoothPrice;

  Hilbert(int idle) {
    this.idle = idle;
  }

  /** Takes in a price; false while it only smooths. */
  boolean step(double price) {
    int now = (int) (seen & 3);
    prices[now] = price;
    seen++;
    if (seen < 4) {
      return false;
    }
    smoothPrice =
        (4 * price + 3 * prices[(now + 3) & 3] + 2 * prices[(now + 2) & 3] + prices[(now + 1) & 3])
            * 0.1;
    if (seen < 4 + idle) {
      return false;
    }
    int at = (int) (seen & (TAPS - 1));
    double adjust = 0.075 * period + 0.54;
    smoothed[at] = smoothPrice;
    detrended[at] = filter(smoothed, at) * adjust;
    quadratures[at] = filter(detrended, at) * adjust;
    inPhases[at] = detrended[(at + TAPS - 3) & (TAPS - 1)];
    double q2 = 0.2 * (quadratures[at] + filter(inPhases, at) * adjust) + 0.8 * lastQ2;
    double i2 = 0.2 * (inPhases[at] - filter(quadratures, at) * adjust) + 0.8 * lastI2;
    re = 0.2 * (i2 * lastI2 + q2 * lastQ2) + 0.8 * re;
    im = 0.2 * (i2 * lastQ2 - q2 * lastI2) + 0.8 * im;
    lastQ2 = q2;
    lastI2 = i2;
    advancePeriod();
    return true;
  }

  private void advancePeriod() {
    double before = period;
    double raw = period;
    if (im != 0 && re != 0) {
      raw = 360 / (FastMath.atan(im / re) * DEGREES);
    }
    raw = Math.min(raw, 1.5 * before);
    raw = Math.max(raw, 0.67 * before);
    raw = Math.max(6, Math.min(50, raw));
    period = 0.2 * raw + 0.8 * before;
    smoothPeriod = 0.33 * period + 0.67 * smoothPeriod;
  }

  private static double filter(double[] x, int at) {
    int mask = TAPS - 1;
    return 0.0962 * (x[at] - x[(at + TAPS - 6) & mask])
        + 0.5769 * (x[(at + TAPS - 2) & mask] - x[(at + TAPS - 4) & mask]);
  }

  double smoothPeriod() {
    return smoothPeriod;
  }

  double smoothPrice() {
    return smoothPrice;
  }

  double inPhase() {
    return inPhases[(int) (seen & (TAPS - 1))];
  }

  double quadrature() {
    return quadratures[(int) (seen & (TAPS - 1))];
  }

  long seen() {
    return seen;
  }

  void state(State state) {
    seen = state.of(seen);
    state.of(prices);
    state.of(smoothed);
    state.of(detrended);
    state.of(quadratures);
    state.of(inPhases);
    lastI2 = state.of(lastI2);
    lastQ2 = state.of(lastQ2);
    re = state.of(re);
    im = state.of(im);
    period = state.of(period);
    smoothPeriod = state.of(smoothPeriod);
    smoothPrice = state.of(smoothPrice);
  }
}
