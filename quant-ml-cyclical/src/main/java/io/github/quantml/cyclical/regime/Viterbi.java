// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/** Max-product decoding in logarithms, for one model. */
final class Viterbi {
  private final double[] logStart;
  private final double[] logTransition;
  private final Emissions emissions;

  Viterbi(double[] start, double[] transition, Emissions emissions) {
    this.logStart = Arrays.stream(start).map(FastMath::log).toArray();
    this.logTransition = Arrays.stream(transition).map(FastMath::log).toArray();
    this.emissions = emissions;
  }

  StatePath decode(Observations data) {
    int states = emissions.states();
    double[] logs = new double[data.size() * states];
    emissions.logDensities(data.raw(), 0, data.size(), logs, 0);
    int[] path = new int[data.size()];
    double total = 0;
    for (int s = 0; s < data.sequences(); s++) {
      total += decode(logs, data.start(s), data.start(s + 1), path);
    }
    return new StatePath(path, total);
  }

  private double decode(double[] logs, int from, int to, int[] path) {
    int states = emissions.states();
    int[] back = new int[(to - from) * states];
    double[] best = new double[states];
    double[] next = new double[states];
    for (int j = 0; j < states; j++) {
      best[j] = logStart[j] + logs[from * states + j];
    }
    for (int t = from + 1; t < to; t++) {
      for (int j = 0; j < states; j++) {
        int arg = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < states; i++) {
          double value = best[i] + logTransition[i * states + j];
          if (value > most) {
            most = value;
            arg = i;
          }
        }
        next[j] = most + logs[t * states + j];
        back[(t - from) * states + j] = arg;
      }
      double[] swap = best;
      best = next;
      next = swap;
    }
    int state = 0;
    for (int j = 1; j < states; j++) {
      state = best[j] > best[state] ? j : state;
    }
    double logProbability = best[state];
    for (int t = to - 1; t >= from; t--) {
      path[t] = state;
      state = back[(t - from) * states + state];
    }
    return logProbability;
  }
}
