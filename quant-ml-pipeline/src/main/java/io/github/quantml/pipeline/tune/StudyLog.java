// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.api.spi.TrackedRun;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a tracked run about the trials, in the order of their numbers. */
final class StudyLog {
  private final @Nullable TrackedRun run;
  private final Direction direction;
  private int told;
  private double best = Double.NaN;

  StudyLog(@Nullable TrackedRun run, Direction direction) {
    this.run = run;
    this.direction = direction;
  }

  /** Logs what is new among the settled trials. */
  void settled(List<TrialResult> results) {
    if (run == null) {
      return;
    }
    for (; told < results.size(); told++) {
      TrialResult result = results.get(told);
      if (result.state() == TrialState.COMPLETE) {
        run.metric("value", result.value(), told);
        if (!(direction.loss(result.value()) >= direction.loss(best))) {
          best = result.value();
          run.metric("best_value", best, told);
        }
      }
    }
  }

  /** Logs the outcome. */
  void end(Study study) {
    if (run == null) {
      return;
    }
    settled(study.trials());
    for (TrialState state : TrialState.values()) {
      run.metric("trials_" + state.name().toLowerCase(Locale.ROOT), study.count(state), 0);
    }
    run.tag("tuning_ended_by", study.ending().name());
    study
        .tryBest()
        .ifPresent(
            b -> {
              b.parameters().forEach((name, value) -> run.param("best." + name, value));
              run.param("best_trial", b.number());
            });
  }
}
