// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a training did.
 *
 * @param symbol instrument
 * @param started when it started
 * @param took how long it took
 * @param data what is noteworthy about the data, one sentence each
 * @param outcomes one per model, in the order of training
 */
public record TrainingReport(
    String symbol, Instant started, Duration took, List<String> data, List<ModelOutcome> outcomes) {
  public TrainingReport {
    data = List.copyOf(data);
    outcomes = List.copyOf(outcomes);
  }

  /** What became of a model. */
  public Optional<ModelOutcome> outcome(String model) {
    return outcomes.stream().filter(o -> o.model().equals(model)).findFirst();
  }

  /** Whether every model was trained, up to date, or left out because the data are not for it. */
  public boolean isComplete() {
    return outcomes.stream().noneMatch(ModelOutcome.Failed.class::isInstance);
  }

  /** A table a trader reads. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(Locale.ROOT, "training of %s, %.1f s%n", symbol, took.toMillis() / 1000.0));
    data.forEach(line -> out.append("  ").append(line).append(System.lineSeparator()));
    for (ModelOutcome outcome : outcomes) {
      out.append(String.format("  %-14s ", outcome.model()));
      if (outcome instanceof ModelOutcome.Trained t) {
        line(out, "version " + t.version().version() + " of " + t.version().name());
        detail(out, t.evaluation().toString());
        detail(out, t.promotion().toString());
        t.tuned().forEach((member, chosen) -> detail(out, "tuned " + member + ": " + chosen));
        for (Map.Entry<String, String> a : t.absent().entrySet()) {
          detail(out, "without " + a.getKey() + ": " + a.getValue());
        }
      } else if (outcome instanceof ModelOutcome.UpToDate u) {
        line(out, "up to date: version " + u.version().version() + " of " + u.version().name());
      } else if (outcome instanceof ModelOutcome.LeftOut l) {
        line(out, "left out: " + l.reason());
      } else if (outcome instanceof ModelOutcome.Failed f) {
        line(out, "failed: " + f.reason());
      }
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append(System.lineSeparator());
  }

  private static void detail(StringBuilder out, String text) {
    out.append(" ".repeat(17)).append(text).append(System.lineSeparator());
  }
}
