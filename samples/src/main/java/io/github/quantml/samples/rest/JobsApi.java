// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.PipelineConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Trainings as jobs: queue, look, list, take back. */
final class JobsApi {
  private static final Set<String> OVER = Set.of("succeeded", "cancelled");
  private static final int MOST_MEMBERS = 50;

  private final Models models;
  private final Jobs jobs;

  JobsApi(Models models, Jobs jobs) {
    this.models = models;
    this.jobs = jobs;
  }

  /**
   * What is to be trained.
   *
   * @param ticker whose bars
   * @param horizon how far ahead; 30d by default
   * @param model a member's name, {@code ensemble}, which it is by default, or {@code all}
   * @param members names of members; the host's without them
   * @param force whether to train what is up to date
   */
  record Request(
      @Nullable String ticker,
      @Nullable String horizon,
      @Nullable String model,
      @Nullable List<String> members,
      @Nullable Boolean force) {}

  /** {@code POST /api/v1/ml/train}. */
  void train(Context http) {
    Request request = Json.read(http.bodyAsBytes(), Request.class);
    String ticker = request.ticker();
    if (ticker == null || ticker.isBlank()) {
      throw new ProblemException(Problem.Kind.BAD_REQUEST, "body.ticker: is required");
    }
    BarSeries bars = models.bars(ticker);
    Horizon horizon = PredictionsApi.horizonOr(request.horizon());
    List<String> members = request.members() == null ? List.of() : request.members();
    String model = request.model() == null ? MLTrainingPipeline.ENSEMBLE : request.model();
    check(bars, horizon, members, model);
    JobView job =
        jobs.train(
            new TrainJob(
                bars.symbol(),
                horizon.toString(),
                model,
                List.copyOf(members),
                Boolean.TRUE.equals(request.force())));
    http.status(202);
    http.header("Location", "/api/v1/ml/jobs/" + job.id());
    Json.send(http, Map.of("job_id", job.id(), "state", job.state()));
  }

  /** What can be known to fail is refused now, not in the job. */
  private void check(BarSeries bars, Horizon horizon, List<String> members, String model) {
    if (members.size() > MOST_MEMBERS || members.stream().anyMatch(Objects::isNull)) {
      throw new ProblemException(
          Problem.Kind.BAD_REQUEST, "body.members: must be at most " + MOST_MEMBERS + " names");
    }
    List<String> known;
    try {
      PipelineConfig config = models.host().training(bars, horizon, members).build();
      known = MLTrainingPipeline.of(config).models();
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(Problem.Kind.NOT_FOUND, e);
    }
    if (!known.contains(model) && !model.equals(TrainHandler.ALL)) {
      throw new ProblemException(
          Problem.Kind.NOT_FOUND,
          "body.model: there is no '"
              + model
              + "'; there are "
              + new TreeSet<>(known)
              + " and all");
    }
  }

  /** {@code GET /api/v1/ml/jobs}. */
  void list(Context http) {
    Json.send(http, Map.of("jobs", jobs.list()));
  }

  /** {@code GET /api/v1/ml/jobs/{id}}. */
  void get(Context http) {
    Json.send(http, find(http));
  }

  /** {@code DELETE /api/v1/ml/jobs/{id}}. */
  void cancel(Context http) {
    JobView job = find(http);
    if (OVER.contains(job.state())) {
      throw new ProblemException(
          Problem.Kind.CONFLICT, "job " + job.id() + ": has " + job.state() + " already");
    }
    jobs.cancel(job.id());
    Json.send(http, jobs.find(job.id()).orElse(job));
  }

  private JobView find(Context http) {
    String text = http.pathParam("id");
    UUID id;
    try {
      id = UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.Kind.NOT_FOUND, "job: there is no '" + text + "'");
    }
    return jobs.find(id)
        .orElseThrow(
            () -> new ProblemException(Problem.Kind.NOT_FOUND, "job: there is no '" + id + "'"));
  }
}
