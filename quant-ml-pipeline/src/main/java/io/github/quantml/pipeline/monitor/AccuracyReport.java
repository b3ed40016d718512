// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.InsufficientDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How good the served predictions were: over all time, by version, in windows, by member.
 *
 * @param overall all predictions
 * @param versions predictions by model and version, such as {@code ensemble/3}
 * @param windows predictions in windows one after the other, oldest first
 * @param members members of the ensemble, in the order of their names
 */
public record AccuracyReport(
    Accuracy overall,
    Map<String, Accuracy> versions,
    List<Accuracy> windows,
    List<MemberAccuracy> members) {

  /**
   * Scores predictions.
   *
   * @param scored at least one
   * @param window predictions in a window, at least 1; the newest window is full, the oldest may
   *     have less
   */
  public static AccuracyReport of(List<ScoredPrediction> scored, int window) {
    if (window < 1) {
      throw new IllegalArgumentException("window: must be at least 1, got " + window);
    }
    if (scored.isEmpty()) {
      throw new InsufficientDataException("accuracy: predictions with outcomes", 1, 0);
    }
    List<ScoredPrediction> ordered = new ArrayList<>(scored);
    ordered.sort(Joined.ORDER);
    Map<String, List<ScoredPrediction>> byVersion = new TreeMap<>();
    for (ScoredPrediction s : ordered) {
      byVersion.computeIfAbsent(label(s.prediction()), k -> new ArrayList<>()).add(s);
    }
    Map<String, Accuracy> versions = new TreeMap<>();
    byVersion.forEach((label, predictions) -> versions.put(label, Accuracy.of(predictions)));
    List<Accuracy> windows = new ArrayList<>();
    for (int to = ordered.size(); to > 0; to -= window) {
      windows.add(0, Accuracy.of(ordered.subList(Math.max(0, to - window), to)));
    }
    return new AccuracyReport(
        Accuracy.of(ordered), versions, List.copyOf(windows), MemberAccuracy.of(ordered));
  }

  static String label(LoggedPrediction p) {
    return p.model() + "/" + p.version();
  }

  /** Tables a trader reads. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%-24s %6s %6s %6s %7s %7s %7s %15s %8s %9s%n",
            "predictions",
            "n",
            "indep",
            "hit",
            "Brier",
            "skill",
            "ECE",
            "coverage (95%)",
            "R2",
            "QLIKE"));
    row(out, "all", overall);
    versions.forEach((label, a) -> row(out, label, a));
    for (Accuracy a : windows) {
      row(out, "since " + a.from().toString().substring(0, 10), a);
    }
    out.append(
        String.format(
            Locale.ROOT,
            "%-24s %6s %6s %6s %9s %9s %9s%n",
            "members",
            "n",
            "weight",
            "hit",
            "QLIKE",
            "log score",
            "p worse"));
    for (MemberAccuracy m : members) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-24s %6d %6.3f %6.3f %9.4f %9.4f %9.4f%n",
              m.member(),
              m.count(),
              m.meanWeight(),
              m.hitRate(),
              m.qlike(),
              m.gaussianLog(),
              m.pWorse()));
    }
    return out.toString();
  }

  private static void row(StringBuilder out, String name, Accuracy a) {
    out.append(
        String.format(
            Locale.ROOT,
            "%-24s %6d %6.0f %6.3f %7.4f %+7.4f %7.4f %.2f [%.2f,%.2f] %+8.4f %9.4f%n",
            name,
            a.count(),
            a.independent(),
            a.hitRate(),
            a.brier(),
            a.brierSkill(),
            a.reliability().expectedError(),
            a.coverage(),
            a.coverageLower(),
            a.coverageUpper(),
            a.rSquared(),
            a.qlike()));
  }
}
