// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.samples.host.Host;
import io.github.quantml.samples.host.UnknownTickerException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The REST service: predictions of registered models, trainings as jobs, monitoring and a
 * dashboard.
 *
 * <p>Every error is RFC 9457 problem JSON without a stack trace. See {@code /api/v1/docs}.
 */
public final class RestService implements AutoCloseable {
  // The samples bring no SLF4J provider; what fails here must be seen all the same.
  private static final System.Logger LOG = System.getLogger(RestService.class.getName());
  private static final String API = "/api/v1";
  private static final int MOST_THREADS = 64;
  private static final int REFRESH_SECONDS = 10;
  private static final int IDLE_MILLIS = 30_000;
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-ancestors 'none'; base-uri 'none'";

  private final RestConfig config;
  private final Jobs jobs;
  private final Limits limits;
  private final ScheduledExecutorService refreshing;
  private final Javalin server;

  private RestService(
      RestConfig config,
      Jobs jobs,
      Limits limits,
      ScheduledExecutorService refreshing,
      Javalin server) {
    this.config = config;
    this.jobs = jobs;
    this.limits = limits;
    this.refreshing = refreshing;
    this.server = server;
  }

  /** Starts to listen; jobs of an earlier process are taken up again. */
  public static RestService start(RestConfig config, Host host) {
    Models models = new Models(host);
    Limits limits = new Limits(config);
    Jobs jobs = Jobs.start(config, host, () -> models.inference().refresh());
    Monitoring monitoring = new Monitoring(models);
    Metrics metrics = new Metrics(models, jobs);
    Routes routes =
        new Routes(
            new Guard(config),
            metrics,
            new PredictionsApi(models, limits),
            new PredictApi(models, limits),
            new AnomalyApi(models, limits),
            new JobsApi(models, jobs),
            new DashboardApi(models, jobs, monitoring, limits, config),
            models);
    Javalin server = Javalin.create(javalin -> routes.configure(javalin, config));
    server.start(config.host(), config.port());
    ScheduledThreadPoolExecutor refreshing =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "model-refresh");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> unused =
        refreshing.scheduleWithFixedDelay(
            () -> models.inference().refresh(), REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS);
    return new RestService(config, jobs, limits, refreshing, server);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** The address of the dashboard. */
  public String address() {
    return "http://"
        + (config.host().contains(":") ? "[" + config.host() + "]" : config.host())
        + ":"
        + port()
        + "/";
  }

  @Override
  public void close() {
    refreshing.shutdownNow();
    server.stop();
    limits.close();
    jobs.close();
  }

  /** Addresses, and what happens around every call. */
  private record Routes(
      Guard guard,
      Metrics metrics,
      PredictionsApi predictions,
      PredictApi predict,
      AnomalyApi anomalies,
      JobsApi jobs,
      DashboardApi dashboard,
      Models models) {

    void configure(JavalinConfig javalin, RestConfig config) {
      javalin.startup.showJavalinBanner = false;
      javalin.startup.showOldJavalinVersionWarning = false;
      javalin.http.maxRequestSize = config.maxBytes();
      javalin.http.prefer405over404 = true;
      javalin.http.compressionStrategy = CompressionStrategy.NONE;
      javalin.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, 8, IDLE_MILLIS);
      javalin.jetty.modifyHttpConfiguration(
          http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(16_384);
            http.setIdleTimeout(IDLE_MILLIS);
          });
      javalin.requestLogger.http(metrics::count);
      around(javalin);
      errors(javalin);
      javalin.routes.get(API + "/ml/predictions/{ticker}", predictions::get);
      javalin.routes.post(API + "/ml/predict", http -> body(http, predict::post));
      javalin.routes.post(API + "/ml/anomaly-detection", http -> body(http, anomalies::post));
      javalin.routes.get(API + "/ml/models", this::listModels);
      javalin.routes.post(API + "/ml/train", http -> body(http, jobs::train));
      javalin.routes.get(API + "/ml/jobs", jobs::list);
      javalin.routes.get(API + "/ml/jobs/{id}", jobs::get);
      javalin.routes.delete(API + "/ml/jobs/{id}", jobs::cancel);
      javalin.routes.get(API + "/ml/dashboard", dashboard::overview);
      javalin.routes.get(API + "/ml/dashboard/{ticker}", dashboard::ticker);
      javalin.routes.get("/health", this::health);
      javalin.routes.get("/metrics", metrics::get);
      Pages.add(javalin, API);
    }

    private void around(JavalinConfig javalin) {
      javalin.routes.before(
          http -> {
            http.header("X-Content-Type-Options", "nosniff");
            http.header("Referrer-Policy", "no-referrer");
            http.header("Content-Security-Policy", POLICY);
            guard.host(http);
            if (!Pages.isPage(http.path(), API) && !http.path().equals("/health")) {
              guard.token(http);
            }
          });
    }

    private interface Handler {
      void handle(Context http);
    }

    private static void body(Context http, Handler handler) {
      String type = http.contentType();
      String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (!plain.equals("application/json")) {
        throw new ProblemException(
            Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
            "Content-Type: must be application/json, got " + (type == null ? "none" : type));
      }
      handler.handle(http);
    }

    private void listModels(Context http) {
      http.contentType("application/json");
      http.result(Json.bytes(Map.of("models", models.list())));
    }

    private void health(Context http) {
      boolean registry = models.host().registry().isAvailable();
      http.status(registry ? 200 : 503);
      http.contentType("application/json");
      http.result(
          Json.bytes(
              Map.of(
                  "status",
                  registry ? "up" : "down",
                  "registry",
                  models.host().registry().name(),
                  "serving",
                  models.inference().serving().size())));
    }

    private static void errors(JavalinConfig javalin) {
      javalin.routes.exception(ProblemException.class, (e, http) -> e.problem().send(http));
      javalin.routes.exception(
          UnknownTickerException.class,
          (e, http) -> problem(http, Problem.Kind.NOT_FOUND, String.valueOf(e.getMessage())));
      javalin.routes.exception(
          InsufficientDataException.class,
          (e, http) -> problem(http, Problem.Kind.UNPROCESSABLE, String.valueOf(e.getMessage())));
      javalin.routes.exception(
          InvalidDataException.class,
          (e, http) -> problem(http, Problem.Kind.UNPROCESSABLE, String.valueOf(e.getMessage())));
      javalin.routes.exception(
          CancellationException.class,
          (e, http) -> problem(http, Problem.Kind.DEADLINE, "the call was cancelled"));
      javalin.routes.exception(HttpResponseException.class, Routes::http);
      javalin.routes.exception(
          QuantMlException.class,
          (e, http) -> problem(http, Problem.Kind.UNPROCESSABLE, String.valueOf(e.getMessage())));
      javalin.routes.exception(Exception.class, Routes::unexpected);
    }

    private static void problem(Context http, Problem.Kind kind, String detail) {
      Problem.of(kind, detail).send(http);
    }

    private static void http(HttpResponseException e, Context http) {
      for (Problem.Kind kind : Problem.Kind.values()) {
        if (kind.status() == e.getStatus()) {
          if (kind == Problem.Kind.METHOD_NOT_ALLOWED) {
            String allowed = e.getDetails().getOrDefault("availableMethods", "");
            http.header("Allow", allowed);
            problem(http, kind, http.method() + ": allowed are " + allowed);
          } else {
            problem(
                http,
                kind,
                http.method()
                    + " "
                    + http.path()
                    + ": "
                    + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
          }
          return;
        }
      }
      problem(http, Problem.Kind.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    /** The trace goes to the log under a number; the caller gets the number. */
    private static void unexpected(Exception e, Context http) {
      String number = "urn:uuid:" + UUID.randomUUID();
      LOG.log(
          System.Logger.Level.ERROR, http.method() + " " + http.path() + " failed, " + number, e);
      Problem.of(Problem.Kind.FAILED, "the service failed; its log has the cause", number)
          .send(http);
    }
  }
}
