// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.graph.State;

/**
 * Wilder's parabolic stop, from high and low: sarₜ₊₁ = sarₜ + af·(extreme − sarₜ), kept outside the
 * range of the last two bars and turned where the price crosses it. It starts short if the low's
 * fall from the first bar to the second exceeds the high's rise. Source: Wilder (1978), New
 * concepts in technical trading systems.
 *
 * @param step of the acceleration factor
 * @param limit of the acceleration factor
 */
record ParabolicSar(double step, double limit) implements Operator {
  @Override
  public String name() {
    return "parabolic_sar(" + step + "," + limit + ")";
  }

  @Override
  public int warmUp() {
    return 1;
  }

  @Override
  public Stability stability() {
    return Stability.CUMULATIVE;
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    Stop stop = new Stop(step, limit);
    for (int t = 0; t < out[0].length; t++) {
      out[0][t] = stop.next(in[0][t], in[1][t]);
    }
  }

  @Override
  public Cell start() {
    return new Stop(step, limit);
  }

  private static final class Stop implements Cell {
    private final double acceleration;
    private final double limit;
    private int seen;
    private boolean isLong;
    private double sar;
    private double extreme;
    private double factor;
    private double high;
    private double low;

    Stop(double acceleration, double limit) {
      this.acceleration = acceleration;
      this.limit = limit;
      this.factor = acceleration;
    }

    double next(double newHigh, double newLow) {
      if (Double.isNaN(newHigh) || Double.isNaN(newLow)) {
        return Double.NaN;
      }
      if (seen == 0) {
        seen = 1;
        high = newHigh;
        low = newLow;
        return Double.NaN;
      }
      double lastHigh = high;
      double lastLow = low;
      if (seen == 1) {
        seen = 2;
        double fall = low - newLow;
        isLong = !(fall > 0 && fall > newHigh - high);
        extreme = isLong ? newHigh : newLow;
        sar = isLong ? low : high;
        // The first bar after the seed stands for its predecessor too.
        lastHigh = newHigh;
        lastLow = newLow;
      }
      high = newHigh;
      low = newLow;
      return isLong ? whileLong(lastHigh, lastLow) : whileShort(lastHigh, lastLow);
    }

    private double whileLong(double lastHigh, double lastLow) {
      if (low <= sar) {
        isLong = false;
        sar = Math.max(Math.max(extreme, lastHigh), high);
        double now = sar;
        factor = acceleration;
        extreme = low;
        sar = Math.max(Math.max(sar + factor * (extreme - sar), lastHigh), high);
        return now;
      }
      double now = sar;
      if (high > extreme) {
        extreme = high;
        factor = Math.min(factor + acceleration, limit);
      }
      sar = Math.min(Math.min(sar + factor * (extreme - sar), lastLow), low);
      return now;
    }

    private double whileShort(double lastHigh, double lastLow) {
      if (high >= sar) {
        isLong = true;
        sar = Math.min(Math.min(extreme, lastLow), low);
        double now = sar;
        factor = acceleration;
        extreme = high;
        sar = Math.min(Math.min(sar + factor * (extreme - sar), lastLow), low);
        return now;
      }
      double now = sar;
      if (low < extreme) {
        extreme = low;
        factor = Math.min(factor + acceleration, limit);
      }
      sar = Math.max(Math.max(sar + factor * (extreme - sar), lastHigh), high);
      return now;
    }

    @Override
    public void update(double[] in, double[] out) {
      out[0] = next(in[0], in[1]);
    }

    @Override
    public void state(State state) {
      seen = state.of(seen);
      isLong = state.of(isLong);
      sar = state.of(sar);
      extreme = state.of(extreme);
      factor = state.of(factor);
      high = state.of(high);
      low = state.of(low);
    }
  }
}
