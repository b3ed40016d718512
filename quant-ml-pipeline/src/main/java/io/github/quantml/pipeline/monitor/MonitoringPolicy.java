// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import java.time.Duration;

/**
 * When a finding counts and what follows from it.
 *
 * <table>
 * <caption>Rules, on the newest {@code window} predictions of the version that serves</caption>
 * <tr><th>finding</th><th>rule</th><th>action once confirmed</th></tr>
 * <tr><td>coverage</td><td>p of the nominal coverage below alpha</td><td>retrain</td></tr>
 * <tr><td>skill</td><td>Brier score worse than climatology, p below alpha</td>
 * <td>roll back if the version before had skill, else retrain</td></tr>
 * <tr><td>version</td><td>Brier score worse than that of the version before on the same
 * predictions, p below alpha</td><td>roll back</td></tr>
 * <tr><td>member</td><td>log score worse than the ensemble's, p adjusted for the members (Holm)
 * below alpha</td><td>shrink its weight</td></tr>
 * <tr><td>data drift</td><td>adjusted p of the column below its level</td>
 * <td>retrain if its stability index reaches severeStability, else warn</td></tr>
 * <tr><td>concept drift</td><td>a detector saw the loss change since the last check</td>
 * <td>retrain at once if it rose, else warn</td></tr>
 * <tr><td>log</td><td>damaged lines</td><td>warn</td></tr>
 * </table>
 *
 * <p>A finding is confirmed when {@code confirm} checks in a row have it, and over when {@code
 * clear} in a row have it not; until confirmed it is a warning. Retraining and rolling back are
 * each asked for at most once in {@code quiet}.
 *
 * @param minimum independent predictions below which nothing is judged, at least 10
 * @param window newest predictions that are judged, at least {@code minimum}; more where horizons
 *     overlap, so that twice {@code minimum} whole horizons fit
 * @param alpha level of the tests, in (0, 0.5)
 * @param severeStability stability index from which data drift asks for training, positive
 * @param shrink factor on the weight of a member that is worse, in [0, 1)
 * @param confirm checks in a row that confirm a finding, at least 1
 * @param clear checks in a row that end it, at least 1
 * @param quiet time between two calls for the same grave action, not negative
 */
public record MonitoringPolicy(
    int minimum,
    int window,
    double alpha,
    double severeStability,
    double shrink,
    int confirm,
    int clear,
    Duration quiet) {
  public MonitoringPolicy {
    if (minimum < 10 || window < minimum) {
      throw new IllegalArgumentException(
          "minimum must be at least 10 and window at least minimum, got "
              + minimum
              + " and "
              + window);
    }
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException("alpha: must lie in (0, 0.5), got " + alpha);
    }
    if (!(severeStability > 0 && severeStability < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "severeStability: must be positive and finite, got " + severeStability);
    }
    if (!(shrink >= 0 && shrink < 1)) {
      throw new IllegalArgumentException("shrink: must lie in [0, 1), got " + shrink);
    }
    if (confirm < 1 || clear < 1) {
      throw new IllegalArgumentException(
          "confirm and clear: must be at least 1, got " + confirm + " and " + clear);
    }
    if (quiet.isNegative()) {
      throw new IllegalArgumentException("quiet: must not be negative, got " + quiet);
    }
  }

  /**
   * Thirty predictions at least, the newest 250, level 0.2 %, index 0.25, weights halved, two
   * checks confirm and three clear, five days between grave actions.
   */
  public static MonitoringPolicy defaults() {
    return new MonitoringPolicy(30, 250, 0.002, 0.25, 0.5, 2, 3, Duration.ofDays(5));
  }

  public MonitoringPolicy withAlpha(double value) {
    return new MonitoringPolicy(
        minimum, window, value, severeStability, shrink, confirm, clear, quiet);
  }

  public MonitoringPolicy withWindow(int value) {
    return new MonitoringPolicy(
        minimum, value, alpha, severeStability, shrink, confirm, clear, quiet);
  }

  public MonitoringPolicy withHysteresis(int confirmChecks, int clearChecks) {
    return new MonitoringPolicy(
        minimum, window, alpha, severeStability, shrink, confirmChecks, clearChecks, quiet);
  }

  public MonitoringPolicy withQuiet(Duration value) {
    return new MonitoringPolicy(
        minimum, window, alpha, severeStability, shrink, confirm, clear, value);
  }
}
