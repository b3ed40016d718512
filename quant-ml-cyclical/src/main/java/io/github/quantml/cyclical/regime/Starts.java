// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * First guesses of the state weights, one per start.
 *
 * <p>Regimes of returns differ in volatility far more than in mean, so the first guess splits the
 * rows by local volatility and the second by level; the others are k-means++ on both (Arthur and
 * Vassilvitskii, 2007) and random blocks of time, in turn. Start s draws from its own stream, so it
 * does not matter which start runs first. Everything is computed on standardised columns: guesses
 * do not depend on units.
 */
final class Starts {
  private static final int HALF_WINDOW = 7;
  private static final int LLOYD_STEPS = 8;
  private static final double CERTAINTY = 0.9;

  private final int rows;
  private final int states;
  private final long seed;
  private final double[] level;
  private final double[] volatility;

  Starts(Observations data, Floor floor, int states, long seed) {
    this.rows = data.size();
    this.states = states;
    this.seed = seed;
    this.level = new double[rows];
    double[] square = new double[rows];
    for (int t = 0; t < rows; t++) {
      for (int d = 0; d < data.dimensions(); d++) {
        double z = (data.get(t, d) - floor.mean(d)) / Math.sqrt(floor.variance(d));
        level[t] += !Double.isNaN(z) ? z : 0;
        square[t] += !Double.isNaN(z) ? z * z : 0;
      }
    }
    this.volatility = localVolatility(data, square);
  }

  private static double[] localVolatility(Observations data, double[] square) {
    double[] out = new double[square.length];
    for (int s = 0; s < data.sequences(); s++) {
      for (int t = data.start(s); t < data.start(s + 1); t++) {
        int from = Math.max(data.start(s), t - HALF_WINDOW);
        int to = Math.min(data.start(s + 1), t + HALF_WINDOW + 1);
        double sum = 0;
        for (int u = from; u < to; u++) {
          sum += square[u];
        }
        out[t] = 0.5 * FastMath.log(1e-6 + sum / (to - from));
      }
    }
    return out;
  }

  /** First guess of the probability to stay: mostly persistent, now and then fast-changing. */
  static double stay(int index) {
    return index % 4 == 3 ? 0.6 : 0.9;
  }

  /** State weights of start {@code index}: rows × states, each row summing to 1. */
  double[] weights(int index) {
    if (index == 0) {
      return byQuantile(volatility);
    }
    if (index == 1) {
      return byQuantile(level);
    }
    CounterRandom random = CounterRandom.of(seed).split(index);
    return index % 2 == 0 ? byClusters(random) : byBlocks(random);
  }

  private double[] byQuantile(double[] feature) {
    double[] sorted = feature.clone();
    Arrays.sort(sorted);
    int[] state = new int[rows];
    for (int t = 0; t < rows; t++) {
      for (int k = 1; k < states; k++) {
        if (feature[t] > sorted[(int) ((long) k * rows / states)]) {
          state[t] = k;
        }
      }
    }
    return soften(state);
  }

  private double[] byClusters(CounterRandom random) {
    double[] x = standardised(level);
    double[] y = standardised(volatility);
    double[] cx = new double[states];
    double[] cy = new double[states];
    double[] nearest = new double[rows];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int chosen = random.nextInt(rows);
    for (int k = 0; k < states; k++) {
      cx[k] = x[chosen];
      cy[k] = y[chosen];
      double total = 0;
      for (int t = 0; t < rows; t++) {
        nearest[t] = Math.min(nearest[t], squared(x[t] - cx[k], y[t] - cy[k]));
        total += nearest[t];
      }
      double draw = random.nextDouble() * total;
      chosen = 0;
      while (chosen < rows - 1 && draw >= nearest[chosen]) {
        draw -= nearest[chosen++];
      }
    }
    int[] state = new int[rows];
    for (int step = 0; step < LLOYD_STEPS; step++) {
      lloyd(x, y, cx, cy, state);
    }
    return soften(state);
  }

  private void lloyd(double[] x, double[] y, double[] cx, double[] cy, int[] state) {
    double[] sumX = new double[states];
    double[] sumY = new double[states];
    int[] count = new int[states];
    for (int t = 0; t < rows; t++) {
      int best = 0;
      for (int k = 1; k < states; k++) {
        if (squared(x[t] - cx[k], y[t] - cy[k]) < squared(x[t] - cx[best], y[t] - cy[best])) {
          best = k;
        }
      }
      state[t] = best;
      sumX[best] += x[t];
      sumY[best] += y[t];
      count[best]++;
    }
    for (int k = 0; k < states; k++) {
      if (count[k] > 0) {
        cx[k] = sumX[k] / count[k];
        cy[k] = sumY[k] / count[k];
      }
    }
  }

  private static double squared(double dx, double dy) {
    return dx * dx + dy * dy;
  }

  private double[] byBlocks(CounterRandom random) {
    int length = Math.max(2, rows / (4 * states));
    double[] out = new double[rows * states];
    Arrays.fill(out, 1.0 / states);
    for (int k = 0; k < states; k++) {
      int from = random.nextInt(Math.max(1, rows - length));
      for (int t = from; t < Math.min(rows, from + length); t++) {
        for (int j = 0; j < states; j++) {
          out[t * states + j] = share(j == k);
        }
      }
    }
    return out;
  }

  private double[] standardised(double[] feature) {
    double mean = 0;
    for (double value : feature) {
      mean += value / rows;
    }
    double variance = 0;
    for (double value : feature) {
      variance += (value - mean) * (value - mean) / rows;
    }
    double[] out = new double[rows];
    for (int t = 0; t < rows; t++) {
      out[t] = variance > 0 ? (feature[t] - mean) / Math.sqrt(variance) : 0;
    }
    return out;
  }

  private double[] soften(int[] state) {
    double[] out = new double[rows * states];
    for (int t = 0; t < rows; t++) {
      for (int k = 0; k < states; k++) {
        out[t * states + k] = share(k == state[t]);
      }
    }
    return out;
  }

  private double share(boolean own) {
    if (states == 1) {
      return 1;
    }
    return own ? CERTAINTY : (1 - CERTAINTY) / (states - 1);
  }
}
