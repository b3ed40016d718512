// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import io.github.quantml.api.TrainingData;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.TrainingReport;
import io.github.quantml.samples.host.Host;
import io.github.quantml.samples.host.MarketData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A service on a free port with a home of its own, and a client of it. */
final class TestService implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(40);

  private final Host host;
  private final RestService service;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String token;

  private TestService(Host host, RestService service, String token) {
    this.host = host;
    this.service = service;
    this.token = token;
  }

  static RestConfig config() {
    return RestConfig.defaults().withPort(0);
  }

  static Host host(Path home) {
    return host(home, MarketData.bundled());
  }

  static Host host(Path home, MarketData market) {
    return Host.of(
        QuantMlSettings.defaults().with(Setting.ML_MODEL_CACHE_DIR, home.toString()), market);
  }

  static TestService start(RestConfig config, Host host) {
    return new TestService(host, RestService.start(config, host), config.token());
  }

  /** Trains an ensemble without a job. */
  static TrainingReport train(Host host, String ticker, String horizon, boolean force) {
    BarSeries bars = host.market().bars(ticker);
    MLTrainingPipeline pipeline =
        MLTrainingPipeline.of(host.training(bars, Horizon.parse(horizon), List.of()).build());
    return pipeline.train(MLTrainingPipeline.ENSEMBLE, TrainingData.of(bars), force);
  }

  Host host() {
    return host;
  }

  RestService service() {
    return service;
  }

  /** An answer of the service. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      try {
        return MAPPER.readTree(body());
      } catch (IOException e) {
        throw new UncheckedIOException(body(), e);
      }
    }
  }

  Answer get(String path) {
    return send("GET", path, null, "application/json");
  }

  Answer post(String path, String body) {
    return send("POST", path, body, "application/json");
  }

  Answer send(
      String method, String path, @org.jspecify.annotations.Nullable String body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.address()).resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", type)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends bytes as they are; the client of the JDK lets nobody choose a Host header. */
  String raw(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks at a job until it is as wanted. */
  JsonNode await(String job, Predicate<JsonNode> wanted) {
    long end = System.nanoTime() + LONGEST_NANOS;
    JsonNode seen = get("/api/v1/ml/jobs/" + job).json();
    while (!wanted.test(seen)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not in time: " + seen);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      seen = get("/api/v1/ml/jobs/" + job).json();
    }
    return seen;
  }

  @Override
  public void close() {
    service.close();
  }
}
