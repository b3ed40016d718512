// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.ModelVersion;
import java.util.Map;

/** What became of one model of a training. */
public sealed interface ModelOutcome {
  /** Name of the model: a member's, or {@link MLTrainingPipeline#ENSEMBLE}. */
  String model();

  /**
   * It was trained and registered.
   *
   * @param version what it was registered as
   * @param evaluation what it showed out of sample
   * @param promotion whether it became champion
   * @param tuned the settings that tuning chose, per member
   * @param absent members that could not be trained, and why
   */
  record Trained(
      String model,
      ModelVersion version,
      EvaluationSummary evaluation,
      Promotion promotion,
      Map<String, Map<String, String>> tuned,
      Map<String, String> absent)
      implements ModelOutcome {
    public Trained {
      tuned = Map.copyOf(tuned);
      absent = Map.copyOf(absent);
    }
  }

  /**
   * The latest version was made from the same data, settings and seed.
   *
   * @param version that version
   */
  record UpToDate(String model, ModelVersion version) implements ModelOutcome {}

  /**
   * These data are not for it: they lack the context or the bars it needs, or it had no view on any
   * of them. Only {@link MLTrainingPipeline#trainAllModels} leaves a model out; asked for by name
   * it has failed.
   *
   * @param reason what is missing
   */
  record LeftOut(String model, String reason) implements ModelOutcome {}

  /**
   * It failed; the other models went on.
   *
   * @param reason what a trader can act on
   */
  record Failed(String model, String reason) implements ModelOutcome {}
}
