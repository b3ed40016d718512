// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import org.apache.commons.math3.util.FastMath;

/** The M-step of the transition matrix, with a free or a stationary start distribution. */
final class TransitionStep {
  private static final int MOST_STEPS = 40;
  private static final double STEP_FOR_SLOPE = 1e-5;

  private TransitionStep() {}

  /** Rows proportional to the expected counts; a row without counts stays as it was. */
  static double[] rows(double[] counts, double[] previous, int states) {
    double[] out = new double[counts.length];
    for (int i = 0; i < counts.length; i += states) {
      double total = 0;
      for (int j = i; j < i + states; j++) {
        total += counts[j];
      }
      for (int j = i; j < i + states; j++) {
        out[j] = total > 0 ? counts[j] / total : previous[j];
      }
    }
    return out;
  }

  /**
   * Climbs Σ nᵢⱼ ln aᵢⱼ + Σ fᵢ ln πᵢ(A) from the free-start solution.
   *
   * <p>There is no closed form because π depends on A. The second term is one row's worth of
   * information per sequence, so a few ascent steps in the logits, preconditioned by the counts,
   * suffice; every step is accepted only if it climbs, which keeps EM monotone.
   */
  static double[] withStationaryStart(double[] counts, double[] first, double[] from, int states) {
    double[] a = from;
    double value = objective(counts, first, a, states);
    double rate = 1;
    for (int step = 0; step < MOST_STEPS && rate > 1e-6; step++) {
      double[] slope = slope(counts, first, a, states);
      double[] moved = move(a, slope, rate, states);
      double reached = objective(counts, first, moved, states);
      if (reached > value) {
        boolean done = reached - value < 1e-13 * Math.abs(value);
        a = moved;
        value = reached;
        rate = Math.min(1, 1.5 * rate);
        if (done) {
          break;
        }
      } else {
        rate *= 0.3;
      }
    }
    return a;
  }

  private static double objective(double[] counts, double[] first, double[] a, int states) {
    double[] stationary = MarkovChain.stationary(a, states);
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] > 0 ? counts[i] * FastMath.log(a[i]) : 0;
    }
    for (int i = 0; i < states; i++) {
      sum += first[i] > 0 ? first[i] * FastMath.log(stationary[i]) : 0;
    }
    return sum;
  }

  /** Natural-gradient direction in the logits, by central differences. */
  private static double[] slope(double[] counts, double[] first, double[] a, int states) {
    double[] out = new double[a.length];
    for (int i = 0; i < states; i++) {
      double total = 0;
      for (int j = 0; j < states; j++) {
        total += counts[i * states + j];
      }
      for (int j = 0; j < states; j++) {
        double[] one = new double[a.length];
        one[i * states + j] = 1;
        double up = objective(counts, first, move(a, one, STEP_FOR_SLOPE, states), states);
        double down = objective(counts, first, move(a, one, -STEP_FOR_SLOPE, states), states);
        double curvature = Math.max(1e-12, total * a[i * states + j]);
        out[i * states + j] = (up - down) / (2 * STEP_FOR_SLOPE) / curvature;
      }
    }
    return out;
  }

  private static double[] move(double[] a, double[] direction, double rate, int states) {
    double[] out = new double[a.length];
    for (int i = 0; i < a.length; i += states) {
      double total = 0;
      for (int j = i; j < i + states; j++) {
        double step = Math.max(-5, Math.min(5, rate * direction[j]));
        out[j] = a[j] * FastMath.exp(step);
        total += out[j];
      }
      for (int j = i; j < i + states; j++) {
        out[j] /= total;
      }
    }
    return out;
  }
}
