// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.graph.State;

/**
 * Wilder's sums of the directional movements up and down and of the true range, from high, low and
 * close. Sₜ = Sₜ₋₁ − Sₜ₋₁/n + xₜ, seeded by the sum of the first n − 1 movements and so defined
 * from bar n − 1 on. Source: Wilder (1978), New concepts in technical trading systems.
 */
record DirectionalMovement(int length) implements Operator {
  DirectionalMovement {
    if (length < 2) {
      throw new IllegalArgumentException("length: must be >= 2, got " + length);
    }
  }

  @Override
  public String name() {
    return "directional_movement(" + length + ")";
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public int warmUp() {
    return length - 1;
  }

  @Override
  public Stability stability() {
    return Stability.CONVERGING;
  }

  @Override
  public int burnIn() {
    return length + Fade.bars(1.0 / length);
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    Movement m = new Movement(length);
    double[] high = in[0];
    double[] low = in[1];
    double[] close = in[2];
    double[] up = out[0];
    double[] down = out[1];
    double[] range = out[2];
    for (int t = 0; t < high.length; t++) {
      boolean valid = m.step(high[t], low[t], close[t]);
      up[t] = valid ? m.up : Double.NaN;
      down[t] = valid ? m.down : Double.NaN;
      range[t] = valid ? m.range : Double.NaN;
    }
  }

  @Override
  public Cell start() {
    return new Movement(length);
  }

  private static final class Movement implements Cell {
    private final int length;
    private final double keep;
    private int seen;
    private double high;
    private double low;
    private double close;
    private double up;
    private double down;
    private double range;

    Movement(int length) {
      this.length = length;
      this.keep = 1 - 1.0 / length;
    }

    /** Whether the sums are defined at this bar. */
    boolean step(double newHigh, double newLow, double newClose) {
      double sum = newHigh + newLow + newClose;
      if (Double.isNaN(sum)) {
        return false;
      }
      if (seen > 0) {
        double rise = newHigh - high;
        double fall = low - newLow;
        double trueRange = Math.max(newHigh, close) - Math.min(newLow, close);
        double before = seen < length ? 1 : keep;
        up = before * up + (rise > fall ? Math.max(rise, 0) : 0);
        down = before * down + (fall > rise ? Math.max(fall, 0) : 0);
        range = before * range + trueRange;
      }
      if (seen < length) {
        seen++;
      }
      high = newHigh;
      low = newLow;
      close = newClose;
      return seen >= length;
    }

    @Override
    public void update(double[] in, double[] out) {
      boolean valid = step(in[0], in[1], in[2]);
      out[0] = valid ? up : Double.NaN;
      out[1] = valid ? down : Double.NaN;
      out[2] = valid ? range : Double.NaN;
    }

    @Override
    public void state(State state) {
      seen = state.of(seen);
      high = state.of(high);
      low = state.of(low);
      close = state.of(close);
      up = state.of(up);
      down = state.of(down);
      range = state.of(range);
    }
  }
}
