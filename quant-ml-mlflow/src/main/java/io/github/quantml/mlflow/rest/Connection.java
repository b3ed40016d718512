// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import io.github.quantml.mlflow.MLFlowServerException;
import io.github.quantml.mlflow.MLFlowServerException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One server, one attempt per call: every answer is bounded in length and time, and every failure
 * says what may be concluded from it. Redirects are not followed, so that credentials stay with the
 * server they are for. Thread-safe.
 */
public final class Connection {
  private static final long MAX_ANSWER = 64L << 20;
  private static final int SHOWN = 200;

  private final URI base;
  private final Credentials credentials;
  private final Timeouts timeouts;
  private final HttpClient client;

  public Connection(URI base, Credentials credentials, Timeouts timeouts) {
    this.base = base;
    this.credentials = credentials;
    this.timeouts = timeouts;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeouts.connect())
            .build();
  }

  public URI base() {
    return base;
  }

  /** Calls with a JSON body and reads a JSON answer; an empty answer is an empty value. */
  public Json json(String method, String path, byte @Nullable [] body) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream(1024);
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange(request, method, path, answer, MAX_ANSWER, timeouts.call());
    byte[] bytes = answer.toByteArray();
    if (bytes.length == 0) {
      return empty();
    }
    try {
      Json read = Json.parse(bytes);
      if (read.isObject()) {
        return read;
      }
    } catch (IOException e) {
      throw unclear(method, path, "answered what is no JSON: '" + shown(bytes) + "'", e);
    }
    throw unclear(method, path, "answered no JSON object: '" + shown(bytes) + "'", null);
  }

  private static Json empty() {
    try {
      return Json.parse("{}".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Streams a file to the server. */
  public void upload(String path, Path file) throws FileNotFoundException {
    upload(path, BodyPublishers.ofFile(file));
  }

  /** Sends bytes to the server. */
  public void upload(String path, byte[] bytes) {
    upload(path, BodyPublishers.ofByteArray(bytes));
  }

  private void upload(String path, BodyPublisher body) {
    HttpRequest.Builder request =
        request(path).header("Content-Type", "application/octet-stream").PUT(body);
    exchange(request, "PUT", path, new ByteArrayOutputStream(), MAX_ANSWER, timeouts.transfer());
  }

  /** Streams an answer of at most {@code limit} bytes. */
  public void download(String path, OutputStream out, long limit) {
    exchange(request(path).GET(), "GET", path, out, limit, timeouts.transfer());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).header("User-Agent", "quant-ml");
    credentials.header().ifPresent(h -> request.header("Authorization", h));
    return request;
  }

  private void exchange(
      HttpRequest.Builder request,
      String method,
      String path,
      OutputStream out,
      long limit,
      Duration timeout) {
    ByteArrayOutputStream refusal = new ByteArrayOutputStream();
    BodyHandler<Long> handler =
        info ->
            info.statusCode() / 100 == 2
                ? new BoundedBody(out, limit)
                : new BoundedBody(refusal, MAX_ANSWER);
    CompletableFuture<HttpResponse<Long>> future =
        client.sendAsync(request.timeout(timeout).build(), handler);
    HttpResponse<Long> response;
    try {
      response = future.get(timeout.toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw unclear(method, path, "was interrupted", e);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw unclear(method, path, "gave no whole answer within " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw failed(method, path, e.getCause() == null ? e : e.getCause(), timeout);
    }
    if (response.statusCode() / 100 != 2) {
      throw Refusals.of(
          base, credentials, method + " " + pathOnly(path), response, refusal.toByteArray());
    }
  }

  private MLFlowServerException failed(
      String method, String path, Throwable cause, Duration timeout) {
    boolean unreached =
        cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    if (unreached) {
      return new MLFlowServerException(
          Kind.UNAVAILABLE,
          0,
          "MLflow server " + base + " cannot be reached (" + reason + "): is it running?",
          cause);
    }
    String within =
        cause instanceof java.net.http.HttpTimeoutException
            ? "gave no whole answer within " + timeout.toSeconds() + " s"
            : "broke off: " + reason;
    return unclear(method, path, within, cause);
  }

  private MLFlowServerException unclear(
      String method, String path, String what, @Nullable Throwable cause) {
    return new MLFlowServerException(
        Kind.UNCLEAR,
        0,
        "MLflow server " + base + ": " + method + " " + pathOnly(path) + " " + what,
        cause);
  }

  private static String pathOnly(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  /** The beginning of an answer, printable. */
  static String shown(byte[] bytes) {
    String text = new String(bytes, 0, Math.min(bytes.length, SHOWN), StandardCharsets.UTF_8);
    return text.replaceAll("[\\p{Cntrl}]+", " ").strip() + (bytes.length > SHOWN ? " ..." : "");
  }
}
