// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

/** Scores and alarms of a causal detector: the values at t depend on the series up to t only. */
public final class FilteredAnomalies {
  private final double[] scores;
  private final boolean[] alarms;

  FilteredAnomalies(double[] scores, boolean[] alarms) {
    this.scores = scores;
    this.alarms = alarms;
  }

  /** Number of values. */
  public int size() {
    return scores.length;
  }

  /** Score of value t, NaN in the warm-up. */
  public double score(int t) {
    return scores[t];
  }

  /** Whether value t raised an alarm. */
  public boolean alarm(int t) {
    return alarms[t];
  }

  /** A copy of the scores. */
  public double[] scores() {
    return scores.clone();
  }

  /** Indices of the values that raised an alarm, in order. */
  public int[] alarms() {
    int count = 0;
    for (boolean alarm : alarms) {
      count += alarm ? 1 : 0;
    }
    int[] out = new int[count];
    int i = 0;
    for (int t = 0; t < alarms.length; t++) {
      if (alarms[t]) {
        out[i++] = t;
      }
    }
    return out;
  }
}
