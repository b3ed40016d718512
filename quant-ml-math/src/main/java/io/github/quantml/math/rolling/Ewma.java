// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * The exponentially weighted moving average.
 *
 * <p>Recursive: y₀ = x₀, yₜ = (1 − α) yₜ₋₁ + α xₜ. Adjusted: yₜ = Σᵢ (1 − α)ⁱ xₜ₋ᵢ / Σᵢ (1 − α)ⁱ,
 * which has no bias towards the first value. There is no warm-up, but values before about 3/α bars
 * carry much of the start. A NaN gives NaN at its bar and is otherwise left out: the average goes
 * on as if the bar were not there. Immutable and thread-safe; streams are not.
 *
 * @param alpha weight α of the newest value, of (0, 1]
 * @param adjusted whether weights are normalised by those present
 */
public record Ewma(double alpha, boolean adjusted) {
  public Ewma {
    if (!(alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1]: " + alpha);
    }
  }

  /** The recursive average of a weight. */
  public static Ewma of(double alpha) {
    return new Ewma(alpha, false);
  }

  /**
   * α = 2/(span + 1), the convention of technical analysis.
   *
   * @param span at least 1
   */
  public static Ewma ofSpan(double span) {
    if (!(span >= 1)) {
      throw new IllegalArgumentException("span must be >= 1: " + span);
    }
    return of(2 / (span + 1));
  }

  /**
   * α such that a weight halves every {@code halfLife} bars.
   *
   * @param halfLife greater than 0
   */
  public static Ewma ofHalfLife(double halfLife) {
    if (!(halfLife > 0)) {
      throw new IllegalArgumentException("halfLife must be > 0: " + halfLife);
    }
    return of(-FastMath.expm1(-FastMath.log(2) / halfLife));
  }

  /** The same weight, normalised. */
  public Ewma withAdjusted(boolean value) {
    return new Ewma(alpha, value);
  }

  /** The average at every bar. */
  public double[] apply(double[] x) {
    double[] out = new double[x.length];
    WindowStream stream = stream();
    for (int t = 0; t < x.length; t++) {
      out[t] = stream.update(x[t]);
    }
    return out;
  }

  /** The average fed value by value. */
  public WindowStream stream() {
    return adjusted ? new Adjusted(alpha) : new Recursive(alpha);
  }

  private static final class Recursive implements WindowStream {
    private final double alpha;
    private final double keep;
    private double average = Double.NaN;

    Recursive(double alpha) {
      this.alpha = alpha;
      this.keep = 1 - alpha;
    }

    @Override
    public double update(double x) {
      if (Double.isNaN(x)) {
        return Double.NaN;
      }
      average = Double.isNaN(average) ? x : keep * average + alpha * x;
      return average;
    }
  }

  private static final class Adjusted implements WindowStream {
    private final double keep;
    private double sum;
    private double weight;

    Adjusted(double alpha) {
      this.keep = 1 - alpha;
    }

    @Override
    public double update(double x) {
      if (Double.isNaN(x)) {
        return Double.NaN;
      }
      sum = keep * sum + x;
      weight = keep * weight + 1;
      return sum / weight;
    }
  }

  /**
   * The exponentially weighted variance about the mean 0 of returns, RiskMetrics style: the
   * recursive or adjusted average of x².
   */
  public double[] meanSquare(double[] x) {
    double[] squares = Arrays.copyOf(x, x.length);
    for (int t = 0; t < squares.length; t++) {
      squares[t] *= x[t];
    }
    return apply(squares);
  }
}
