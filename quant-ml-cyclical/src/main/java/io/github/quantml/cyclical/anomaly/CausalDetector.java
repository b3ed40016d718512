// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

/**
 * Settings of a detector that uses the past only. Immutable, thread-safe.
 *
 * <p>What it says at t does not change by a bit when the series goes on.
 */
public interface CausalDetector {
  /** A fresh detector that has seen nothing. */
  OnlineDetector stream();

  /** Runs a fresh detector over a series of finite values, oldest first. */
  default FilteredAnomalies scan(double[] x) {
    OnlineDetector stream = stream();
    double[] scores = new double[x.length];
    boolean[] alarms = new boolean[x.length];
    for (int t = 0; t < x.length; t++) {
      scores[t] = stream.update(x[t]);
      alarms[t] = stream.alarm();
    }
    return new FilteredAnomalies(scores, alarms);
  }
}
