// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import static io.github.quantml.mlflow.rest.TrackingApi.API;
import static io.github.quantml.mlflow.rest.TrackingApi.encoded;
import static io.github.quantml.mlflow.rest.TrackingApi.writePairs;

import io.github.quantml.api.ModelVersion;
import io.github.quantml.mlflow.MLFlowServerException;
import io.github.quantml.mlflow.MLFlowServerException.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Registered models: one method per call, one attempt each. Thread-safe. */
public final class RegistryApi {
  private static final int MOST_PAGES = 1_000;

  private final Connection connection;

  public RegistryApi(Connection connection) {
    this.connection = connection;
  }

  /** Makes a registered model unless there is one of that name. */
  public void createModel(String name) {
    try {
      connection.json(
          "POST",
          API + "registered-models/create",
          Json.object(out -> out.writeStringField("name", name)));
    } catch (MLFlowServerException e) {
      if (e.kind() != Kind.EXISTS) {
        throw e;
      }
    }
  }

  /** Makes the next version of a model. */
  public VersionInfo createVersion(
      String name, String source, String runId, String description, Map<String, String> tags) {
    byte[] body =
        Json.object(
            out -> {
              out.writeStringField("name", name);
              out.writeStringField("source", source);
              if (!runId.isEmpty()) {
                out.writeStringField("run_id", runId);
              }
              if (!description.isEmpty()) {
                out.writeStringField("description", description);
              }
              writePairs(out, "tags", tags);
            });
    return version(
        connection.json("POST", API + "model-versions/create", body).get("model_version"));
  }

  /** A version by number, with its aliases. */
  public VersionInfo version(String name, int number) {
    String path = API + "model-versions/get?name=" + encoded(name) + "&version=" + number;
    return version(connection.json("GET", path, null).get("model_version"));
  }

  /** The version an alias points at. */
  public VersionInfo versionByAlias(String name, String alias) {
    String path =
        API + "registered-models/alias?name=" + encoded(name) + "&alias=" + encoded(alias);
    return version(connection.json("GET", path, null).get("model_version"));
  }

  private VersionInfo version(Json v) {
    long number = v.get("version").integer(0);
    if (number < 1 || number > Integer.MAX_VALUE || v.get("name").text().isEmpty()) {
      throw new MLFlowServerException(
          Kind.UNCLEAR,
          200,
          "MLflow server " + connection.base() + ": a model version without name or number",
          null);
    }
    List<String> aliases = new ArrayList<>();
    v.get("aliases").items().forEach(a -> aliases.add(a.text()));
    ModelVersion version =
        new ModelVersion(
            v.get("name").text(),
            (int) number,
            Instant.ofEpochMilli(v.get("creation_timestamp").integer(0)),
            aliases,
            v.get("tags").pairs());
    String status = v.get("status").text();
    return new VersionInfo(
        version,
        v.get("source").text(),
        v.get("run_id").text(),
        status.isEmpty() ? "READY" : status);
  }

  /** The versions that a filter matches, oldest first. */
  public List<VersionInfo> searchVersions(String filter) {
    List<VersionInfo> found = new ArrayList<>();
    for (Json answer : pages("model-versions/search", filter)) {
      for (Json v : answer.get("model_versions").items()) {
        found.add(version(v));
      }
    }
    found.sort(Comparator.comparingInt(v -> v.version().version()));
    return found;
  }

  /** Names of the registered models that a filter matches. */
  public List<String> searchModels(String filter) {
    List<String> names = new ArrayList<>();
    for (Json answer : pages("registered-models/search", filter)) {
      answer.get("registered_models").items().forEach(m -> names.add(m.get("name").text()));
    }
    return names;
  }

  private List<Json> pages(String call, String filter) {
    List<Json> answers = new ArrayList<>();
    String token = "";
    do {
      String path =
          API
              + call
              + "?max_results=200"
              + (filter.isEmpty() ? "" : "&filter=" + encoded(filter))
              + (token.isEmpty() ? "" : "&page_token=" + encoded(token));
      Json answer = connection.json("GET", path, null);
      answers.add(answer);
      token = answer.get("next_page_token").text();
    } while (!token.isEmpty() && answers.size() < MOST_PAGES);
    return answers;
  }

  /** Aliases of a model: name to version number. Tags of the model come with them. */
  public Json model(String name) {
    return connection
        .json("GET", API + "registered-models/get?name=" + encoded(name), null)
        .get("registered_model");
  }

  /** Points an alias at a version. */
  public void setAlias(String name, String alias, int version) {
    connection.json(
        "POST",
        API + "registered-models/alias",
        Json.object(
            out -> {
              out.writeStringField("name", name);
              out.writeStringField("alias", alias);
              out.writeStringField("version", Integer.toString(version));
            }));
  }

  /** Takes an alias away; nothing happens when it is not there. */
  public void deleteAlias(String name, String alias) {
    connection.json(
        "DELETE",
        API + "registered-models/alias",
        Json.object(
            out -> {
              out.writeStringField("name", name);
              out.writeStringField("alias", alias);
            }));
  }

  /** Sets a tag of a model. */
  public void tagModel(String name, String key, String value) {
    connection.json(
        "POST",
        API + "registered-models/set-tag",
        Json.object(
            out -> {
              out.writeStringField("name", name);
              out.writeStringField("key", key);
              out.writeStringField("value", value);
            }));
  }

  /** Sets a tag of a version. */
  public void tagVersion(String name, int version, String key, String value) {
    connection.json(
        "POST",
        API + "model-versions/set-tag",
        Json.object(
            out -> {
              out.writeStringField("name", name);
              out.writeStringField("version", Integer.toString(version));
              out.writeStringField("key", key);
              out.writeStringField("value", value);
            }));
  }

  /** Deletes a version. */
  public void deleteVersion(String name, int version) {
    connection.json(
        "DELETE",
        API + "model-versions/delete",
        Json.object(
            out -> {
              out.writeStringField("name", name);
              out.writeStringField("version", Integer.toString(version));
            }));
  }
}
