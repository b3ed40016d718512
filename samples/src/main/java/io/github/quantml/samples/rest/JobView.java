// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.context.JobDashboardLogger.JobDashboardLogLine;
import org.jobrunr.jobs.context.JobDashboardLogger.JobDashboardLogLines;
import org.jobrunr.jobs.context.JobDashboardProgressBar;
import org.jobrunr.jobs.states.DeletedState;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.StateName;
import org.jspecify.annotations.Nullable;

/**
 * A job as the service shows it.
 *
 * @param state queued, running, succeeded, failed or cancelled
 * @param stage what is being done now
 * @param percent of the stage
 * @param report what the training did, once it is done
 * @param error why the last attempt failed
 * @param history its states, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobView(
    UUID id,
    String state,
    Instant created,
    Instant updated,
    Request request,
    @Nullable String stage,
    @Nullable Integer percent,
    @Nullable String report,
    @Nullable String error,
    List<Step> history) {

  /** What was asked for. */
  record Request(String ticker, String horizon, String model, List<String> members, boolean force) {
    static Request of(TrainJob job) {
      return new Request(job.ticker(), job.horizon(), job.model(), job.members(), job.force());
    }

    TrainJob job() {
      return new TrainJob(ticker, horizon, model, members, force);
    }
  }

  /** One state of a job. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(String state, Instant at, @Nullable String reason) {}

  static JobView of(Job job, TrainJob request) {
    List<Step> steps = new ArrayList<>();
    String error = null;
    for (JobState state : job.getJobStates()) {
      String reason = null;
      if (state instanceof FailedState failed) {
        reason = firstLine(failed.getExceptionMessage());
        error = reason;
      } else if (state instanceof DeletedState deleted) {
        reason = deleted.getReason();
      }
      steps.add(new Step(word(state.getName()), state.getCreatedAt(), reason));
    }
    JobDashboardProgressBar bar = JobDashboardProgressBar.get(job);
    Object stage = job.getMetadata().get(TrainHandler.STAGE);
    String report = report(job);
    // Old jobs that succeeded are deleted in time; nobody took them back.
    StateName state =
        job.getState() == StateName.DELETED
                && job.getJobStates().stream().anyMatch(s -> s.getName() == StateName.SUCCEEDED)
            ? StateName.SUCCEEDED
            : job.getState();
    return new JobView(
        job.getId(),
        word(state),
        job.getCreatedAt(),
        job.getUpdatedAt(),
        Request.of(request),
        stage == null ? null : stage.toString(),
        bar == null ? null : bar.getProgressAsPercentage(),
        report,
        state == StateName.SUCCEEDED ? null : error,
        steps);
  }

  /** What trainings said; the job library keeps its log when a job is over, and nothing else. */
  private static @Nullable String report(Job job) {
    return job.getMetadata().values().stream()
        .filter(JobDashboardLogLines.class::isInstance)
        .flatMap(lines -> ((JobDashboardLogLines) lines).getLogLines().stream())
        .map(JobDashboardLogLine::getLogMessage)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  private static @Nullable String firstLine(@Nullable String text) {
    return text == null ? null : text.lines().findFirst().orElse("");
  }

  static String word(StateName state) {
    return switch (state) {
      case AWAITING, SCHEDULED, ENQUEUED -> "queued";
      case PROCESSING -> "running";
      case DELETED -> "cancelled";
      default -> state.name().toLowerCase(Locale.ROOT);
    };
  }
}
