// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import java.util.Arrays;

/**
 * Adaptive conformal intervals: after each outcome the level of its value moves by rate·(α − [it
 * lay outside]), and the latest scores replace the oldest.
 *
 * <p>In the long run a share α lies outside whatever the market does. Outcomes come as many rows
 * late as they lie ahead, so the rate of a value s steps ahead is divided by s. The level is kept
 * within what the remembered scores can express, where the published method would give an infinite
 * interval. Not thread-safe.
 *
 * <p>Source: Gibbs and Candès (2021), Adaptive conformal inference under distribution shift,
 * equation 2.
 */
public final class AdaptiveIntervals {
  private final Output output;
  private final Nonconformity measure;
  private final double alpha;
  private final double rate;
  private final double[][] recent;
  private final int[] next;
  private final double[] level;
  private final double[] reach;

  AdaptiveIntervals(Output output, double alpha, double[][] scores, double rate, int remembered) {
    if (!(rate > 0 && rate < 1) || remembered < 10) {
      throw new IllegalArgumentException(
          "adaptive intervals: rate must lie in (0, 1) and remembered be at least 10, got "
              + rate
              + " and "
              + remembered);
    }
    this.output = output;
    this.measure = new Nonconformity(output);
    this.alpha = alpha;
    this.rate = rate;
    this.recent = new double[scores.length][];
    this.next = new int[scores.length];
    this.level = new double[scores.length];
    this.reach = new double[scores.length];
    for (int v = 0; v < scores.length; v++) {
      int n = scores[v].length;
      recent[v] = Arrays.copyOfRange(scores[v], Math.max(0, n - remembered), n);
      level[v] = alpha;
      refresh(v);
    }
  }

  private void refresh(int v) {
    double[] sorted = recent[v].clone();
    Arrays.sort(sorted);
    reach[v] = SplitIntervals.atLevel(sorted, level[v]);
  }

  /** Intervals around one forecast, as of what has been observed. */
  public Bounds around(float[] said) {
    double[] lower = new double[reach.length];
    double[] upper = new double[reach.length];
    for (int v = 0; v < reach.length; v++) {
      measure.bounds(said, v, reach[v], lower, upper);
    }
    return new Bounds(lower, upper);
  }

  /**
   * Learns from an outcome that has just become known.
   *
   * @param v which value of the forecast
   * @param said the forecast it belongs to
   * @param was whether it lay within the interval that was given for it
   * @param ahead how many steps ahead it was forecast, at least 1
   */
  public void observe(int v, float[] said, double came, boolean was, int ahead) {
    double moved = level[v] + rate / ahead * (alpha - (was ? 0 : 1));
    double least = 1.0 / (recent[v].length + 1);
    level[v] = Math.min(1 - least, Math.max(least, moved));
    recent[v][next[v]] = measure.score(said, v, came);
    next[v] = (next[v] + 1) % recent[v].length;
    refresh(v);
  }

  @Override
  public String toString() {
    return "adaptive intervals of " + (1 - alpha) + " around " + output;
  }
}
