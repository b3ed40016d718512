// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quantml.mlflow.rest.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of one run that go to the server in one call, within the limits of MLflow: 1000 entities,
 * 100 parameters, 100 tags, one megabyte. Not thread-safe.
 */
final class Batch {
  static final int ENTITIES = 1_000;
  private static final int PARAMS = 100;
  private static final int TAGS = 100;
  private static final int BYTES = 900_000;

  private final int run;
  private final List<Event.Metric> metrics = new ArrayList<>();
  private final Map<String, String> params = new LinkedHashMap<>();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private int bytes;

  Batch(int run) {
    this.run = run;
  }

  int run() {
    return run;
  }

  int size() {
    return metrics.size() + params.size() + tags.size();
  }

  List<Event.Metric> metrics() {
    return metrics;
  }

  /** Adds the event if it fits. */
  boolean add(Event event) {
    int cost = cost(event);
    if (size() == ENTITIES || (bytes + cost > BYTES && size() > 0)) {
      return false;
    }
    if (event instanceof Event.Metric m) {
      metrics.add(m);
    } else if (event instanceof Event.Param p) {
      if (params.size() == PARAMS && !params.containsKey(p.key())) {
        return false;
      }
      params.put(p.key(), p.value());
    } else if (event instanceof Event.Tag t) {
      if (tags.size() == TAGS && !tags.containsKey(t.key())) {
        return false;
      }
      tags.put(t.key(), t.value());
    } else {
      throw new IllegalArgumentException("no batch takes " + event);
    }
    bytes += cost;
    return true;
  }

  private static int cost(Event event) {
    if (event instanceof Event.Metric m) {
      return 100 + length(m.key());
    }
    if (event instanceof Event.Param p) {
      return 40 + length(p.key()) + length(p.value());
    }
    return event instanceof Event.Tag t ? 40 + length(t.key()) + length(t.value()) : 0;
  }

  /** Bytes in JSON at the least favourable escaping that text in practice has. */
  private static int length(String text) {
    return 2 * text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The first and the second half, for finding the value that a server refuses. */
  List<Batch> halves() {
    Batch first = new Batch(run);
    Batch second = new Batch(run);
    int half = size() / 2;
    List<Event> all = events();
    for (int i = 0; i < all.size(); i++) {
      (i < half ? first : second).add(all.get(i));
    }
    return List.of(first, second);
  }

  private List<Event> events() {
    List<Event> all = new ArrayList<>();
    params.forEach((k, v) -> all.add(new Event.Param(run, k, v)));
    tags.forEach((k, v) -> all.add(new Event.Tag(run, k, v)));
    all.addAll(metrics);
    return all;
  }

  /** The one value of a batch of one, for messages. */
  String describe() {
    return events().stream()
        .map(
            e ->
                e instanceof Event.Metric m
                    ? "metric '" + m.key() + "' = " + m.value() + " at step " + m.step()
                    : e instanceof Event.Param p
                        ? "parameter '" + p.key() + "' = '" + p.value() + "'"
                        : e instanceof Event.Tag t ? "tag '" + t.key() + "'" : "")
        .findFirst()
        .orElse("nothing");
  }

  /** The body of a log-batch call. */
  byte[] body(String runId) {
    return Json.object(
        out -> {
          out.writeStringField("run_id", runId);
          out.writeArrayFieldStart("metrics");
          for (Event.Metric m : metrics) {
            out.writeStartObject();
            out.writeStringField("key", m.key());
            if (Double.isFinite(m.value())) {
              out.writeNumberField("value", m.value());
            } else {
              out.writeStringField("value", Double.toString(m.value()));
            }
            out.writeNumberField("timestamp", m.time());
            out.writeNumberField("step", m.step());
            out.writeEndObject();
          }
          out.writeEndArray();
          writePairs(out, "params", params);
          writePairs(out, "tags", tags);
        });
  }

  private static void writePairs(JsonGenerator out, String field, Map<String, String> pairs)
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
