// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.graph.State;
import org.apache.commons.math3.util.FastMath;

/**
 * Outputs: phase of the dominant cycle in degrees, its sine, its sine led by 45°, the trend line,
 * and 1 in a trend or 0 in a cycle. Source: Ehlers (2001), Rocket science for traders, chapters 9
 * to 11.
 */
enum CyclePhase implements Operator {
  CYCLE_PHASE;

  private static final int IDLE = 34;
  private static final int WARM_UP = 63;
  private static final int MEMORY = 64;
  private static final int LONGEST = 51;
  private static final double DEGREES = 180 / Math.PI;

  @Override
  public int outputs() {
    return 5;
  }

  @Override
  public int warmUp() {
    return WARM_UP;
  }

  @Override
  public Stability stability() {
    return Stability.CONVERGING;
  }

  @Override
  public int burnIn() {
    return 500;
  }

  @Override
  public Cell start() {
    return new Phase();
  }

  /** sin and cos of i·360°/n for i of 0 … n − 1, made when first needed. */
  private static final class Circle {
    static final double[][] SIN = new double[LONGEST + 1][];
    static final double[][] COS = new double[LONGEST + 1][];

    static {
      for (int n = 1; n <= LONGEST; n++) {
        SIN[n] = new double[n];
        COS[n] = new double[n];
        for (int i = 0; i < n; i++) {
          SIN[n][i] = FastMath.sin(2 * Math.PI * i / n);
          COS[n][i] = FastMath.cos(2 * Math.PI * i / n);
        }
      }
    }

    private Circle() {}
  }

  private static final class Phase implements Cell {
    private final Hilbert hilbert = new Hilbert(IDLE);
    private final double[] smooth = new double[MEMORY];
    private final double[] prices = new double[MEMORY];
    private double phase;
    private double lastPhase;
    private double sine;
    private double leadSine;
    private double trend1;
    private double trend2;
    private double trend3;
    private double trendLine;
    private long daysInTrend;
    private boolean trending;

    @Override
    public void update(double[] in, double[] out) {
      double price = in[0];
      boolean missing = Double.isNaN(price);
      if (!missing) {
        prices[(int) (hilbert.seen() & (MEMORY - 1))] = price;
        if (hilbert.step(price)) {
          int at = (int) ((hilbert.seen() - 1) & (MEMORY - 1));
          smooth[at] = hilbert.smoothPrice();
          advance(at);
        }
      }
      boolean valid = !missing && hilbert.seen() > WARM_UP;
      out[0] = valid ? phase : Double.NaN;
      out[1] = valid ? sine : Double.NaN;
      out[2] = valid ? leadSine : Double.NaN;
      out[3] = valid ? trendLine : Double.NaN;
      out[4] = valid ? (trending ? 1 : 0) : Double.NaN;
    }

    private void advance(int at) {
      double period = hilbert.smoothPeriod();
      int length = (int) (period + 0.5);
      lastPhase = phase;
      phase = phaseOf(at, length, period);
      double lastSine = sine;
      double lastLead = leadSine;
      sine = FastMath.sin(phase / DEGREES);
      leadSine = FastMath.sin((phase + 45) / DEGREES);
      trendLine(at, length);
      mode(at, period, lastSine, lastLead);
    }

    private double phaseOf(int at, int length, double period) {
      double real = 0;
      double imaginary = 0;
      if (length > 0) {
        double[] sin = Circle.SIN[length];
        double[] cos = Circle.COS[length];
        for (int i = 0; i < length; i++) {
          double x = smooth[(at - i) & (MEMORY - 1)];
          real += sin[i] * x;
          imaginary += cos[i] * x;
        }
      }
      double angle = phase;
      if (imaginary != 0) {
        angle = FastMath.atan(real / imaginary) * DEGREES;
      } else if (real != 0) {
        angle += real < 0 ? -90 : 90;
      }
      // The smoothing lags by one bar, 360°/period.
      angle += 90 + 360 / period;
      if (imaginary < 0) {
        angle += 180;
      }
      return angle > 315 ? angle - 360 : angle;
    }

    private void trendLine(int at, int length) {
      double sum = 0;
      for (int i = 0; i < length; i++) {
        sum += prices[(at - i) & (MEMORY - 1)];
      }
      double mean = length > 0 ? sum / length : 0;
      trendLine = (4 * mean + 3 * trend1 + 2 * trend2 + trend3) / 10;
      trend3 = trend2;
      trend2 = trend1;
      trend1 = mean;
    }

    private void mode(int at, double period, double lastSine, double lastLead) {
      trending = true;
      boolean crossedUp = sine > leadSine && lastSine <= lastLead;
      boolean crossedDown = sine < leadSine && lastSine >= lastLead;
      if (crossedUp || crossedDown) {
        daysInTrend = 0;
        trending = false;
      }
      daysInTrend++;
      if (daysInTrend < 0.5 * period) {
        trending = false;
      }
      double turn = phase - lastPhase;
      if (turn > 0.67 * 360 / period && turn < 1.5 * 360 / period) {
        trending = false;
      }
      if (trendLine != 0 && Math.abs((smooth[at] - trendLine) / trendLine) >= 0.015) {
        trending = true;
      }
    }

    @Override
    public void state(State state) {
      hilbert.state(state);
      state.of(smooth);
      state.of(prices);
      phase = state.of(phase);
      lastPhase = state.of(lastPhase);
      sine = state.of(sine);
      leadSine = state.of(leadSine);
      trend1 = state.of(trend1);
      trend2 = state.of(trend2);
      trend3 = state.of(trend3);
      trendLine = state.of(trendLine);
      daysInTrend = state.of(daysInTrend);
      trending = state.of(trending);
    }
  }
}
