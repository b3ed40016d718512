// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a check looks at.
 *
 * @param model name of the model that serves
 * @param version version that serves
 * @param before version that served before, whose predictions may be in the log too
 * @param scored predictions with outcomes; those of other models are left out
 * @param drift comparison of recent with reference data, when there is one
 * @param faults damaged lines of the log
 * @param now time of the check
 */
public record MonitoringInput(
    String model,
    int version,
    OptionalInt before,
    List<ScoredPrediction> scored,
    Optional<DriftReport> drift,
    List<String> faults,
    Instant now) {
  public MonitoringInput {
    scored = List.copyOf(scored);
    faults = List.copyOf(faults);
  }

  public static MonitoringInput of(
      String model, int version, List<ScoredPrediction> scored, Instant now) {
    return new MonitoringInput(
        model, version, OptionalInt.empty(), scored, Optional.empty(), List.of(), now);
  }

  public MonitoringInput withBefore(int value) {
    return new MonitoringInput(model, version, OptionalInt.of(value), scored, drift, faults, now);
  }

  public MonitoringInput withDrift(DriftReport value) {
    return new MonitoringInput(model, version, before, scored, Optional.of(value), faults, now);
  }

  public MonitoringInput withFaults(List<String> value) {
    return new MonitoringInput(model, version, before, scored, drift, value, now);
  }
}
