// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.quantml.mlflow.rest.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server with the calls this module makes, and with faults on demand. Stricter than the real one
 * in that points of metrics are kept as often as they come.
 */
final class FakeMlflow implements AutoCloseable {
  /** What goes wrong with one call. */
  enum Fault {
    NONE,
    BUSY,
    ERROR_BEFORE,
    ERROR_AFTER,
    GARBAGE_AFTER,
    HALF_BODY_AFTER,
    CLOSE_AFTER,
    HANG,
    UNAUTHORIZED,
    FORBIDDEN,
    WRONG_HOST,
    ENDLESS
  }

  /** Decides the fault of a call. */
  @FunctionalInterface
  interface Script {
    Fault next(String method, String path, int number);
  }

  /** A point as it came. */
  record Point(String key, String value, long timestamp, long step) {}

  static final class Run {
    final String id;
    final String experiment;
    final String name;
    String status = "RUNNING";
    boolean deleted;
    final Map<String, String> params = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();
    final List<Point> points = new ArrayList<>();
    final List<String> datasets = new ArrayList<>();

    Run(String id, String experiment, String name) {
      this.id = id;
      this.experiment = experiment;
      this.name = name;
    }
  }

  record Version(int number, String source, String runId, Map<String, String> tags) {}

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    final int status;
    final String code;

    Refused(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  final Map<String, String> experiments = new LinkedHashMap<>();
  final Map<String, Run> runs = new LinkedHashMap<>();
  final Map<String, byte[]> artifacts = new TreeMap<>();
  final Map<String, List<Version>> models = new TreeMap<>();
  final Map<String, Map<String, Integer>> aliases = new TreeMap<>();
  final Map<String, Map<String, String>> modelTags = new TreeMap<>();
  final List<String> calls = new ArrayList<>();
  final CountDownLatch released = new CountDownLatch(1);
  volatile Script script = (method, path, number) -> Fault.NONE;
  volatile String artifactRoot = "mlflow-artifacts:/";
  volatile String poison = "";
  volatile String lastAuthorization = "";
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private int count;
  private int answered;

  static {
    // Without it every answer with a body waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  FakeMlflow() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  String uri() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  synchronized void clear() {
    experiments.clear();
    runs.clear();
    artifacts.clear();
    models.clear();
    aliases.clear();
    modelTags.clear();
    calls.clear();
  }

  synchronized int answered() {
    return answered;
  }

  synchronized Run onlyRun() {
    if (runs.size() != 1) {
      throw new AssertionError("runs: " + runs.keySet());
    }
    return runs.values().iterator().next();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String method = exchange.getRequestMethod();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String auth = exchange.getRequestHeaders().getFirst("Authorization");
    lastAuthorization = auth == null ? "" : auth;
    Fault fault;
    synchronized (this) {
      calls.add(method + " " + path);
      fault = script.next(method, path, count++);
    }
    byte[] answer = {};
    int status = 200;
    boolean early =
        fault == Fault.BUSY
            || fault == Fault.ERROR_BEFORE
            || fault == Fault.HANG
            || fault == Fault.UNAUTHORIZED
            || fault == Fault.FORBIDDEN
            || fault == Fault.WRONG_HOST
            || fault == Fault.ENDLESS;
    if (!early) {
      try {
        synchronized (this) {
          answer = answer(method, path, query(exchange), body);
        }
      } catch (Refused e) {
        status = e.status;
        answer =
            Json.object(
                out -> {
                  out.writeStringField("error_code", e.code);
                  out.writeStringField("message", e.getMessage());
                });
      }
    }
    switch (fault) {
      case NONE -> send(exchange, status, answer);
      case BUSY -> {
        exchange.getResponseHeaders().set("Retry-After", "0");
        send(exchange, 429, text("{\"error_code\":\"RESOURCE_EXHAUSTED\",\"message\":\"slow\"}"));
      }
      case ERROR_BEFORE, ERROR_AFTER -> send(exchange, 500, text("<html>Internal error</html>"));
      case GARBAGE_AFTER -> send(exchange, 200, text("\u0000\u0001 not json {"));
      case HALF_BODY_AFTER -> {
        exchange.sendResponseHeaders(200, answer.length + 100);
        exchange.getResponseBody().write(answer, 0, answer.length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
      }
      case CLOSE_AFTER -> exchange.close();
      case HANG -> {
        try {
          released.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        exchange.close();
      }
      case UNAUTHORIZED -> send(exchange, 401, text("who are you?"));
      case FORBIDDEN -> send(exchange, 403, text("{\"error_code\":\"PERMISSION_DENIED\"}"));
      case WRONG_HOST ->
          send(exchange, 403, text("Invalid Host header - possible DNS rebinding attack detected"));
      case ENDLESS -> {
        exchange.sendResponseHeaders(200, 0);
        byte[] much = new byte[1 << 20];
        try {
          for (int i = 0; i < 200; i++) {
            exchange.getResponseBody().write(much);
          }
        } catch (IOException e) {
          // The other side had enough, as it should.
          much[0] = 1;
        }
        exchange.close();
      }
    }
    synchronized (this) {
      answered++;
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] answer) throws IOException {
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    if (answer.length > 0) {
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String part : raw.split("&", -1)) {
        int equals = part.indexOf('=');
        query.put(
            part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private byte[] answer(String method, String path, Map<String, String> query, byte[] body)
      throws IOException, Refused {
    String proxy = "/api/2.0/mlflow-artifacts/artifacts";
    if (path.startsWith(proxy)) {
      String file = URLDecoder.decode(path.substring(proxy.length()), StandardCharsets.UTF_8);
      return artifact(method, file.isEmpty() ? "" : file.substring(1), query, body);
    }
    Json in = body.length == 0 ? Json.nothing() : Json.parse(body);
    String call = path.substring("/api/2.0/mlflow/".length());
    return call.startsWith("registered-models") || call.startsWith("model-versions")
        ? registry(method, call, query, in)
        : tracking(call, query, in);
  }

  private byte[] artifact(String method, String file, Map<String, String> query, byte[] body)
      throws Refused {
    if (method.equals("PUT")) {
      artifacts.put(file, body);
      return text("{}");
    }
    if (query.containsKey("path")) {
      String folder = query.get("path") + "/";
      return Json.object(
          out -> {
            out.writeArrayFieldStart("files");
            for (Map.Entry<String, byte[]> one : artifacts.entrySet()) {
              if (one.getKey().startsWith(folder)) {
                out.writeStartObject();
                out.writeStringField("path", one.getKey().substring(folder.length()));
                out.writeBooleanField("is_dir", false);
                out.writeNumberField("file_size", one.getValue().length);
                out.writeEndObject();
              }
            }
            out.writeEndArray();
          });
    }
    byte[] content = artifacts.get(file);
    if (content == null) {
      throw new Refused(404, "RESOURCE_DOES_NOT_EXIST", "no file " + file);
    }
    return content;
  }

  private byte[] tracking(String call, Map<String, String> query, Json in) throws Refused {
    switch (call) {
      case "experiments/get-by-name" -> {
        String id = experiments.get(query.get("experiment_name"));
        if (id == null) {
          throw new Refused(404, "RESOURCE_DOES_NOT_EXIST", "no experiment");
        }
        return Json.object(
            out -> {
              out.writeObjectFieldStart("experiment");
              out.writeStringField("experiment_id", id);
              out.writeStringField("lifecycle_stage", "active");
              out.writeEndObject();
            });
      }
      case "experiments/create" -> {
        String name = in.get("name").text();
        if (experiments.containsKey(name)) {
          throw new Refused(400, "RESOURCE_ALREADY_EXISTS", "experiment is there");
        }
        experiments.put(name, Integer.toString(experiments.size() + 1));
        return Json.object(out -> out.writeStringField("experiment_id", experiments.get(name)));
      }
      case "experiments/search" -> {
        return Json.object(
            out -> {
              out.writeArrayFieldStart("experiments");
              for (String name : experiments.keySet()) {
                out.writeStartObject();
                out.writeStringField("name", name);
                out.writeEndObject();
              }
              out.writeEndArray();
            });
      }
      case "runs/create" -> {
        Run run =
            new Run(
                "r" + (runs.size() + 1), in.get("experiment_id").text(), in.get("run_name").text());
        run.tags.putAll(in.get("tags").pairs());
        runs.put(run.id, run);
        return Json.object(
            out -> {
              out.writeFieldName("run");
              write(out, run);
            });
      }
      case "runs/get" -> {
        Run run = run(query.get("run_id"));
        return Json.object(
            out -> {
              out.writeFieldName("run");
              write(out, run);
            });
      }
      case "runs/search" -> {
        String filter = in.get("filter").text();
        return Json.object(
            out -> {
              out.writeArrayFieldStart("runs");
              for (Run run : runs.values()) {
                boolean matches =
                    run.tags.entrySet().stream()
                        .anyMatch(
                            t ->
                                filter.equals(
                                    "tags.`" + t.getKey() + "` = '" + t.getValue() + "'"));
                if (matches) {
                  write(out, run);
                }
              }
              out.writeEndArray();
            });
      }
      case "runs/log-batch" -> {
        return logBatch(in);
      }
      case "runs/log-inputs" -> {
        Run run = run(in.get("run_id").text());
        for (Json d : in.get("datasets").items()) {
          String name = d.get("dataset").get("name").text();
          if (!run.datasets.contains(name)) {
            run.datasets.add(name);
          }
        }
        return text("{}");
      }
      case "runs/update" -> {
        run(in.get("run_id").text()).status = in.get("status").text();
        return text("{}");
      }
      case "metrics/get-history" -> {
        Run run = run(query.get("run_id"));
        return Json.object(
            out -> {
              out.writeArrayFieldStart("metrics");
              for (Point p : run.points) {
                if (p.key().equals(query.get("metric_key"))) {
                  out.writeStartObject();
                  out.writeStringField("key", p.key());
                  out.writeStringField("value", p.value());
                  out.writeNumberField("timestamp", p.timestamp());
                  out.writeNumberField("step", p.step());
                  out.writeEndObject();
                }
              }
              out.writeEndArray();
            });
      }
      default -> throw new Refused(404, "ENDPOINT_NOT_FOUND", call);
    }
  }

  private Run run(String id) throws Refused {
    Run run = runs.get(id);
    if (run == null) {
      throw new Refused(404, "RESOURCE_DOES_NOT_EXIST", "no run " + id);
    }
    return run;
  }

  private byte[] logBatch(Json in) throws Refused {
    Run run = run(in.get("run_id").text());
    if (run.deleted) {
      throw new Refused(400, "INVALID_PARAMETER_VALUE", "must be in the 'active' state");
    }
    List<Json> metrics = in.get("metrics").items();
    Map<String, String> params = in.get("params").pairs();
    Map<String, String> tags = in.get("tags").pairs();
    if (metrics.size() + params.size() + tags.size() > 1000
        || params.size() > 100
        || tags.size() > 100) {
      throw new Refused(400, "INVALID_PARAMETER_VALUE", "too many entities");
    }
    for (Json m : metrics) {
      if (m.get("key").text().equals(poison)) {
        throw new Refused(400, "INVALID_PARAMETER_VALUE", "Invalid metric name: " + poison);
      }
      run.points.add(
          new Point(
              m.get("key").text(),
              m.get("value").text(),
              m.get("timestamp").integer(-1),
              m.get("step").integer(-1)));
    }
    for (Map.Entry<String, String> p : params.entrySet()) {
      String before = run.params.putIfAbsent(p.getKey(), p.getValue());
      if (before != null && !before.equals(p.getValue())) {
        throw new Refused(400, "INVALID_PARAMETER_VALUE", "Changing param values is not allowed");
      }
    }
    run.tags.putAll(tags);
    return text("{}");
  }

  private void write(JsonGenerator out, Run run) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("info");
    out.writeStringField("run_id", run.id);
    out.writeStringField("run_name", run.name);
    out.writeStringField("experiment_id", run.experiment);
    out.writeStringField("status", run.status);
    out.writeStringField("lifecycle_stage", run.deleted ? "deleted" : "active");
    out.writeStringField(
        "artifact_uri", artifactRoot + run.experiment + "/" + run.id + "/artifacts");
    out.writeEndObject();
    out.writeObjectFieldStart("data");
    pairs(out, "params", run.params);
    pairs(out, "tags", run.tags);
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void pairs(JsonGenerator out, String field, Map<String, String> pairs)
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

  private byte[] registry(String method, String call, Map<String, String> query, Json in)
      throws Refused {
    String name = in.isObject() ? in.get("name").text() : query.getOrDefault("name", "");
    switch (method + " " + call) {
      case "POST registered-models/create" -> {
        if (models.containsKey(name)) {
          throw new Refused(400, "RESOURCE_ALREADY_EXISTS", "model is there");
        }
        models.put(name, new ArrayList<>());
        return text("{}");
      }
      case "GET registered-models/get" -> {
        model(name);
        return Json.object(
            out -> {
              out.writeObjectFieldStart("registered_model");
              pairs(out, "tags", modelTags.getOrDefault(name, Map.of()));
              out.writeArrayFieldStart("aliases");
              for (Map.Entry<String, Integer> a : aliases.getOrDefault(name, Map.of()).entrySet()) {
                out.writeStartObject();
                out.writeStringField("alias", a.getKey());
                out.writeStringField("version", a.getValue().toString());
                out.writeEndObject();
              }
              out.writeEndArray();
              out.writeEndObject();
            });
      }
      case "GET registered-models/search" -> {
        return Json.object(
            out -> {
              out.writeArrayFieldStart("registered_models");
              for (String model : models.keySet()) {
                out.writeStartObject();
                out.writeStringField("name", model);
                out.writeEndObject();
              }
              out.writeEndArray();
            });
      }
      case "POST registered-models/alias" -> {
        aliases
            .computeIfAbsent(name, n -> new TreeMap<>())
            .put(in.get("alias").text(), (int) in.get("version").integer(0));
        return text("{}");
      }
      case "GET registered-models/alias" -> {
        Integer number = aliases.getOrDefault(name, Map.of()).get(query.get("alias"));
        if (number == null) {
          throw new Refused(400, "INVALID_PARAMETER_VALUE", "no alias");
        }
        return version(name, model(name).get(number - 1));
      }
      case "POST registered-models/set-tag" -> {
        modelTags
            .computeIfAbsent(name, n -> new TreeMap<>())
            .put(in.get("key").text(), in.get("value").text());
        return text("{}");
      }
      case "POST model-versions/create" -> {
        List<Version> versions = model(name);
        Version made =
            new Version(
                versions.size() + 1,
                in.get("source").text(),
                in.get("run_id").text(),
                in.get("tags").pairs());
        versions.add(made);
        return version(name, made);
      }
      case "GET model-versions/get" -> {
        int number = Integer.parseInt(query.get("version"));
        if (number < 1 || number > model(name).size()) {
          throw new Refused(404, "RESOURCE_DOES_NOT_EXIST", "no version");
        }
        return version(name, model(name).get(number - 1));
      }
      case "GET model-versions/search" -> {
        String wanted = query.get("filter").replaceAll("name='(.*)'", "$1");
        return Json.object(
            out -> {
              out.writeArrayFieldStart("model_versions");
              for (Version v : models.getOrDefault(wanted, List.of())) {
                writeVersion(out, wanted, v);
              }
              out.writeEndArray();
            });
      }
      default -> throw new Refused(404, "ENDPOINT_NOT_FOUND", method + " " + call);
    }
  }

  private List<Version> model(String name) throws Refused {
    List<Version> versions = models.get(name);
    if (versions == null) {
      throw new Refused(404, "RESOURCE_DOES_NOT_EXIST", "no model " + name);
    }
    return versions;
  }

  private static byte[] version(String name, Version v) {
    return Json.object(
        out -> {
          out.writeFieldName("model_version");
          writeVersion(out, name, v);
        });
  }

  private static void writeVersion(JsonGenerator out, String name, Version v) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", name);
    out.writeStringField("version", Integer.toString(v.number()));
    out.writeStringField("source", v.source());
    out.writeStringField("run_id", v.runId());
    out.writeStringField("status", "READY");
    pairs(out, "tags", v.tags());
    out.writeEndObject();
  }

  @Override
  public void close() {
    released.countDown();
    http.stop(0);
    threads.shutdownNow();
  }
}
