// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.graph.State;

/**
 * Wilder's averages of the rises and of the falls of a column, seeded by the means of the first n.
 * Source: Wilder (1978), New concepts in technical trading systems.
 */
record GainLoss(int length) implements Operator {
  @Override
  public String name() {
    return "gain_loss(" + length + ")";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public int warmUp() {
    return length;
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
    double[] x = in[0];
    double[] gains = out[0];
    double[] losses = out[1];
    Averages a = new Averages(length);
    double[] one = new double[1];
    double[] two = new double[2];
    int t = 0;
    while (t < x.length && a.seen <= length) {
      one[0] = x[t];
      a.update(one, two);
      gains[t] = two[0];
      losses[t] = two[1];
      t++;
    }
    run(x, gains, losses, t, a.before, a.gain, a.loss);
  }

  private void run(
      double[] x, double[] gains, double[] losses, int from, double last, double g0, double l0) {
    double share = 1.0 / length;
    double keep = 1 - share;
    double before = last;
    double gain = g0;
    double loss = l0;
    for (int t = from; t < x.length; t++) {
      double change = x[t] - before;
      if (Double.isNaN(change)) {
        gains[t] = Double.NaN;
        losses[t] = Double.NaN;
        continue;
      }
      gain = keep * gain + share * Math.max(change, 0);
      loss = keep * loss + share * Math.max(-change, 0);
      gains[t] = gain;
      losses[t] = loss;
      before = x[t];
    }
  }

  @Override
  public Cell start() {
    return new Averages(length);
  }

  private static final class Averages implements Cell {
    private final int length;
    private final double share;
    private final double keep;
    private int seen;
    private double before;
    private double gain;
    private double loss;

    Averages(int length) {
      this.length = length;
      this.share = 1.0 / length;
      this.keep = 1 - share;
    }

    @Override
    public void update(double[] in, double[] out) {
      double x = in[0];
      out[0] = Double.NaN;
      out[1] = Double.NaN;
      if (Double.isNaN(x)) {
        return;
      }
      double change = seen == 0 ? 0 : x - before;
      before = x;
      if (seen > length) {
        gain = keep * gain + share * Math.max(change, 0);
        loss = keep * loss + share * Math.max(-change, 0);
      } else {
        gain += Math.max(change, 0);
        loss += Math.max(-change, 0);
        seen++;
        if (seen <= length) {
          return;
        }
        gain /= length;
        loss /= length;
      }
      out[0] = gain;
      out[1] = loss;
    }

    @Override
    public void state(State state) {
      seen = state.of(seen);
      before = state.of(before);
      gain = state.of(gain);
      loss = state.of(loss);
    }
  }
}
