// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import org.apache.commons.math3.util.FastMath;

/**
 * An exponential average seeded by the mean of n values: yₜ = (1 − α) yₜ₋₁ + α xₜ.
 *
 * <p>A NaN gives NaN at its bar and is left out. The first {@code skip} values are passed over, so
 * that averages of different length may start together.
 *
 * @param length n, at least 1
 * @param alpha weight α of (0, 1]
 * @param skip values to pass over, at least 0
 */
record Smoothing(int length, double alpha, int skip) implements Operator {
  Smoothing {
    if (length < 1) {
      throw new IllegalArgumentException("length: must be >= 1, got " + length);
    }
    if (!(alpha > 0 && alpha <= 1) || skip < 0) {
      throw new IllegalArgumentException(
          "alpha: must be in (0, 1] and skip >= 0, got " + alpha + " and " + skip);
    }
  }

  /** Bars after which a weight falls below 1e-10. */
  static int fade(double alpha) {
    return alpha == 1 ? 1 : (int) Math.ceil(FastMath.log(1e-10) / FastMath.log1p(-alpha));
  }

  @Override
  public String name() {
    return "smooth(" + length + "," + alpha + "," + skip + ")";
  }

  @Override
  public int warmUp() {
    return skip + length - 1;
  }

  @Override
  public Stability stability() {
    return alpha == 1 ? Stability.EXACT : Stability.CONVERGING;
  }

  @Override
  public int burnIn() {
    return warmUp() + fade(alpha);
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    double[] x = in[0];
    double[] y = out[0];
    Average average = new Average(this);
    int t = 0;
    while (t < x.length && average.seen < skip + length) {
      y[t] = average.step(x[t]);
      t++;
    }
    run(x, y, t, average.value);
  }

  private void run(double[] x, double[] y, int from, double seed) {
    double keep = 1 - alpha;
    double take = alpha;
    double value = seed;
    for (int t = from; t < x.length; t++) {
      double next = keep * value + take * x[t];
      y[t] = next;
      if (!Double.isNaN(next)) {
        value = next;
      }
    }
  }

  @Override
  public Cell start() {
    return new Average(this);
  }

  private static final class Average implements Cell {
    private final int skip;
    private final int length;
    private final double keep;
    private final double take;
    private int seen;
    private double sum;
    private double value;

    Average(Smoothing smoothing) {
      this.skip = smoothing.skip;
      this.length = smoothing.length;
      this.keep = 1 - smoothing.alpha;
      this.take = smoothing.alpha;
    }

    double step(double x) {
      if (seen >= skip + length) {
        double next = keep * value + take * x;
        if (!Double.isNaN(next)) {
          value = next;
        }
        return next;
      }
      if (Double.isNaN(x)) {
        return Double.NaN;
      }
      if (seen++ < skip) {
        return Double.NaN;
      }
      sum += x;
      value = sum / length;
      return seen == skip + length ? value : Double.NaN;
    }

    @Override
    public void update(double[] in, double[] out) {
      out[0] = step(in[0]);
    }

    @Override
    public void state(State state) {
      seen = state.of(seen);
      sum = state.of(sum);
      value = state.of(value);
    }
  }
}
