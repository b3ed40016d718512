// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a check found and asks for.
 *
 * @param model name of the model that serves
 * @param version version that serves
 * @param findings what was seen this time, confirmed ones first
 * @param actions what to do now
 * @param weights factors on the weights of members whose finding stands, by member
 * @param accuracy of the predictions that were judged; empty without outcomes
 * @param members of the same predictions
 * @param drift comparison of the data, when one was given
 * @param next what the next check must be given
 */
public record MonitoringReport(
    String model,
    int version,
    List<Finding> findings,
    List<Action> actions,
    Map<String, Double> weights,
    Optional<Accuracy> accuracy,
    List<MemberAccuracy> members,
    Optional<DriftReport> drift,
    MonitoringState next) {
  public MonitoringReport {
    findings = List.copyOf(findings);
    actions = List.copyOf(actions);
    members = List.copyOf(members);
  }

  /** Whether an action of a kind is asked for. */
  public boolean asksFor(Action.Kind kind) {
    return actions.stream().anyMatch(a -> a.kind() == kind);
  }

  /** A table a trader reads. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(Locale.ROOT, "%s version %d, checked %s%n", model, version, next.checked()));
    accuracy.ifPresent(
        a ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "  %d predictions (%.0f independent) since %s: hit rate %.3f, Brier %.4f"
                        + " (skill %+.4f), coverage %.3f of %.3f [%.3f, %.3f], QLIKE %.4f%n",
                    a.count(),
                    a.independent(),
                    a.from(),
                    a.hitRate(),
                    a.brier(),
                    a.brierSkill(),
                    a.coverage(),
                    a.coverageLevel(),
                    a.coverageLower(),
                    a.coverageUpper(),
                    a.qlike())));
    if (findings.isEmpty()) {
      out.append(String.format(Locale.ROOT, "  nothing found%n"));
    }
    for (Finding f : findings) {
      out.append(
          String.format(
              Locale.ROOT,
              "  %-13s %-24s %-9s %s%n",
              f.kind(),
              f.subject(),
              f.confirmed() ? "confirmed" : "seen",
              f.text()));
    }
    for (Action a : actions) {
      out.append(
          String.format(
              Locale.ROOT,
              "  -> %-13s %-21s %s%n",
              a.kind(),
              a.factor() == 1 ? a.subject() : a.subject() + " x" + a.factor(),
              a.reason()));
    }
    return out.toString();
  }
}
