// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.pipeline.ModelOutcome;
import io.github.quantml.pipeline.TrainingReport;
import java.util.Map;

/** A training as JSON. */
final class TrainingText {
  private TrainingText() {}

  static Map<String, Object> json(TrainingReport report) {
    return JsonText.object(
        "symbol",
        report.symbol(),
        "started",
        report.started(),
        "seconds",
        report.took().toMillis() / 1000.0,
        "data",
        report.data(),
        "models",
        report.outcomes().stream().map(TrainingText::json).toList());
  }

  private static Map<String, Object> json(ModelOutcome outcome) {
    if (outcome instanceof ModelOutcome.Trained t) {
      return JsonText.object(
          "model",
          t.model(),
          "outcome",
          "trained",
          "name",
          t.version().name(),
          "version",
          t.version().version(),
          "evaluation",
          t.evaluation(),
          "promotion",
          t.promotion(),
          "tuned",
          t.tuned(),
          "absent",
          t.absent());
    }
    if (outcome instanceof ModelOutcome.UpToDate u) {
      return JsonText.object(
          "model",
          u.model(),
          "outcome",
          "up_to_date",
          "name",
          u.version().name(),
          "version",
          u.version().version());
    }
    if (outcome instanceof ModelOutcome.LeftOut l) {
      return JsonText.object("model", l.model(), "outcome", "left_out", "reason", l.reason());
    }
    ModelOutcome.Failed failed = (ModelOutcome.Failed) outcome;
    return JsonText.object("model", failed.model(), "outcome", "failed", "reason", failed.reason());
  }
}
