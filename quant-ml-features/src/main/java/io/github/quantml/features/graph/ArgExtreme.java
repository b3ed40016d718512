// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import java.util.Arrays;

/**
 * How many bars ago the largest or smallest of the last values was, 0 for now. Amortised O(1) on
 * data without long trends: the window is searched again only when its extreme leaves it.
 *
 * @param window at least 1
 * @param largest whether the maximum is meant
 * @param latest which of equal values counts, the latest or the earliest
 */
record ArgExtreme(int window, boolean largest, boolean latest) implements Operator {
  ArgExtreme {
    if (window < 1) {
      throw new IllegalArgumentException("window: must be >= 1, got " + window);
    }
  }

  @Override
  public String name() {
    return (largest ? "argmax(" : "argmin(") + window + (latest ? ",latest)" : ",earliest)");
  }

  @Override
  public int warmUp() {
    return window - 1;
  }

  private boolean beats(double x, double best) {
    if (x == best) {
      return latest;
    }
    return largest ? x > best : x < best;
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    double[] x = in[0];
    int best = -1;
    int complete = 0;
    for (int t = 0; t < x.length; t++) {
      if (Double.isNaN(x[t])) {
        complete = 0;
        best = -1;
        out[0][t] = Double.NaN;
        continue;
      }
      complete++;
      if (best < 0 || beats(x[t], x[best])) {
        best = t;
      } else if (best <= t - window) {
        best = t - window + 1;
        for (int s = best + 1; s <= t; s++) {
          if (beats(x[s], x[best])) {
            best = s;
          }
        }
      }
      out[0][t] = complete >= window ? t - best : Double.NaN;
    }
  }

  @Override
  public Cell start() {
    double[] recent = new double[2 * window];
    Arrays.fill(recent, Double.NaN);
    return new Cell() {
      private int slot;
      private int complete;

      /** Bars since the best of the complete values. */
      private int age;

      @Override
      public void update(double[] in, double[] out) {
        double x = in[0];
        double best = complete == 0 ? Double.NaN : recent[slot + window - 1 - age];
        recent[slot] = x;
        recent[slot + window] = x;
        slot = slot + 1 == window ? 0 : slot + 1;
        if (Double.isNaN(x)) {
          complete = 0;
          out[0] = Double.NaN;
          return;
        }
        age++;
        if (complete == 0 || beats(x, best)) {
          age = 0;
        } else if (age >= window) {
          age = window - 1;
          for (int back = window - 2; back >= 0; back--) {
            if (beats(recent[slot + window - 1 - back], recent[slot + window - 1 - age])) {
              age = back;
            }
          }
        }
        complete = Math.min(complete + 1, window);
        out[0] = complete >= window ? age : Double.NaN;
      }

      @Override
      public void state(State state) {
        slot = state.of(slot);
        complete = state.of(complete);
        age = state.of(age);
        state.of(recent);
      }
    };
  }
}
