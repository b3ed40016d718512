// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quantml.mlflow.MLFlowRunInfo;
import io.github.quantml.mlflow.MLFlowServerException;
import io.github.quantml.mlflow.MLFlowServerException.Kind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Experiments and runs: one method per call, one attempt each. Thread-safe. */
public final class TrackingApi {
  static final String API = "/api/2.0/mlflow/";
  private static final int PAGE = 25_000;
  private static final int MOST_PAGES = 4_000;

  private final Connection connection;

  public TrackingApi(Connection connection) {
    this.connection = connection;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The experiment's identifier, which is created when it is new. */
  public String experiment(String name) {
    Optional<String> found = findExperiment(name);
    if (found.isPresent()) {
      return found.get();
    }
    try {
      Json made =
          connection.json(
              "POST",
              API + "experiments/create",
              Json.object(out -> out.writeStringField("name", name)));
      return made.get("experiment_id").text();
    } catch (MLFlowServerException e) {
      if (e.kind() == Kind.EXISTS) {
        return findExperiment(name).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private Optional<String> findExperiment(String name) {
    Json found;
    try {
      found =
          connection
              .json("GET", API + "experiments/get-by-name?experiment_name=" + encoded(name), null)
              .get("experiment");
    } catch (MLFlowServerException e) {
      if (e.kind() == Kind.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
    if (found.get("lifecycle_stage").text().equals("deleted")) {
      throw new MLFlowServerException(
          Kind.REFUSED,
          200,
          "experiment '"
              + name
              + "' is deleted on the server: restore it (`mlflow experiments restore -x "
              + found.get("experiment_id").text()
              + "`) or track to another",
          null);
    }
    return Optional.of(found.get("experiment_id").text());
  }

  /** Names of experiments, at most so many. */
  public List<String> experimentNames(int most) {
    List<String> names = new ArrayList<>();
    Json answer =
        connection.json(
            "POST",
            API + "experiments/search",
            Json.object(out -> out.writeNumberField("max_results", most)));
    answer.get("experiments").items().forEach(e -> names.add(e.get("name").text()));
    return names;
  }

  /** Makes a run. */
  public MLFlowRunInfo createRun(
      String experimentId, String name, long start, Map<String, String> tags) {
    byte[] body =
        Json.object(
            out -> {
              out.writeStringField("experiment_id", experimentId);
              out.writeStringField("run_name", name);
              out.writeNumberField("start_time", start);
              writePairs(out, "tags", tags);
            });
    return run(connection.json("POST", API + "runs/create", body).get("run"));
  }

  /**
   * The run of that identifier.
   *
   * @throws MLFlowServerException of kind MISSING when there is none
   */
  public MLFlowRunInfo run(String id) {
    return run(connection.json("GET", API + "runs/get?run_id=" + encoded(id), null).get("run"));
  }

  private MLFlowRunInfo run(Json run) {
    Json info = run.get("info");
    String id = info.get("run_id").text();
    if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new MLFlowServerException(
          Kind.UNCLEAR, 200, "MLflow server " + connection.base() + ": run without an id", null);
    }
    Json data = run.get("data");
    Map<String, Double> metrics = new LinkedHashMap<>();
    data.get("metrics")
        .items()
        .forEach(m -> metrics.put(m.get("key").text(), m.get("value").number(Double.NaN)));
    return new MLFlowRunInfo(
        id,
        info.get("experiment_id").text(),
        info.get("run_name").text(),
        info.get("status").text(),
        info.get("lifecycle_stage").text().equals("deleted"),
        info.get("artifact_uri").text(),
        data.get("params").pairs(),
        metrics,
        data.get("tags").pairs());
  }

  /** Runs of an experiment that a filter matches, newest first, at most so many. */
  public List<MLFlowRunInfo> searchRuns(String experimentId, String filter, int most) {
    byte[] body =
        Json.object(
            out -> {
              out.writeArrayFieldStart("experiment_ids");
              out.writeString(experimentId);
              out.writeEndArray();
              out.writeStringField("filter", filter);
              out.writeNumberField("max_results", most);
            });
    List<MLFlowRunInfo> runs = new ArrayList<>();
    for (Json run : connection.json("POST", API + "runs/search", body).get("runs").items()) {
      runs.add(run(run));
    }
    return runs;
  }

  /** Adds values to a run in one call, which must lie within the server's limits. */
  public void logBatch(byte[] body) {
    connection.json("POST", API + "runs/log-batch", body);
  }

  /** Names a dataset of a run. */
  public void logInput(String runId, Dataset dataset) {
    byte[] body =
        Json.object(
            out -> {
              out.writeStringField("run_id", runId);
              out.writeArrayFieldStart("datasets");
              out.writeStartObject();
              out.writeObjectFieldStart("dataset");
              out.writeStringField("name", dataset.name());
              out.writeStringField("digest", dataset.digest());
              out.writeStringField("source_type", "code");
              out.writeStringField("source", dataset.source());
              out.writeStringField("schema", dataset.schema());
              out.writeStringField("profile", dataset.profile());
              out.writeEndObject();
              writePairs(out, "tags", Map.of("mlflow.data.context", dataset.use()));
              out.writeEndObject();
              out.writeEndArray();
            });
    connection.json("POST", API + "runs/log-inputs", body);
  }

  /** Ends a run. */
  public void endRun(String runId, String status, long end) {
    byte[] body =
        Json.object(
            out -> {
              out.writeStringField("run_id", runId);
              out.writeStringField("status", status);
              out.writeNumberField("end_time", end);
            });
    connection.json("POST", API + "runs/update", body);
  }

  /** Every point of a metric that the server has. */
  public Set<MetricPoint> history(String runId, String key) {
    Set<MetricPoint> points = new HashSet<>();
    String token = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      String path =
          API
              + "metrics/get-history?run_id="
              + encoded(runId)
              + "&metric_key="
              + encoded(key)
              + "&max_results="
              + PAGE
              + (token.isEmpty() ? "" : "&page_token=" + encoded(token));
      Json answer = connection.json("GET", path, null);
      for (Json m : answer.get("metrics").items()) {
        points.add(
            new MetricPoint(
                m.get("value").number(Double.NaN),
                m.get("timestamp").integer(0),
                m.get("step").integer(0)));
      }
      token = answer.get("next_page_token").text();
      if (token.isEmpty()) {
        return points;
      }
    }
    throw new MLFlowServerException(
        Kind.UNCLEAR, 200, "history of metric '" + key + "' does not end", null);
  }

  static void writePairs(JsonGenerator out, String field, Map<String, String> pairs)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      out.writeStartObject();
      out.writeStringField("key", pair.getKey());
      out.writeStringField("value", pair.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
