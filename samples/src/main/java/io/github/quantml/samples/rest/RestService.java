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
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
  private static final int WATCH_MINUTES = 10;
  private static final int IDLE_MILLIS = 30_000;
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-ancestors 'none'; base-uri 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Content-Security-Policy", POLICY);

  private final RestConfig config;
  private final Jobs jobs;
  private final Limits limits;
  private final ScheduledExecutorService background;
  private final Javalin server;

  private RestService(
      RestConfig config,
      Jobs jobs,
      Limits limits,
      ScheduledExecutorService background,
      Javalin server) {
    this.config = config;
    this.jobs = jobs;
    this.limits = limits;
    this.background = background;
    this.server = server;
  }

  /**
   * Starts to listen; jobs of an earlier process are taken up again.
   *
   * @throws QuantMlException when the port is taken or the jobs cannot be opened
   */
  public static RestService start(RestConfig config, Host host) {
    Models models = new Models(host);
    Jobs jobs = Jobs.start(config, host, () -> models.inference().refresh());
    Limits limits = new Limits(config);
    try {
      Monitoring monitoring = new Monitoring(models);
      Javalin server = server(config, models, monitoring, jobs, limits);
      ScheduledExecutorService background =
          background(models, new Watch(models, monitoring::check, jobs::train));
      return new RestService(config, jobs, limits, background, server);
    } catch (RuntimeException e) {
      limits.close();
      jobs.close();
      throw e;
    }
  }

  private static Javalin server(
      RestConfig config, Models models, Monitoring monitoring, Jobs jobs, Limits limits) {
    Guard guard = new Guard(config);
    Metrics metrics = new Metrics(models, jobs);
    Answers answers = new Answers(models);
    Routes routes =
        new Routes(
            guard,
            metrics,
            new PredictionsApi(models, limits, answers),
            new PredictApi(models, limits),
            new AnomalyApi(models, limits),
            new JobsApi(models, jobs),
            new DashboardApi(models, jobs, monitoring, limits, config),
            models);
    Javalin server =
        Javalin.create(
            javalin -> {
              javalin.jetty.modifyServer(
                  jetty -> {
                    jetty.setHandler(new CachedPredictions(answers, guard, metrics, HEADERS));
                    jetty.setErrorHandler(new ProblemErrors(HEADERS));
                  });
              routes.configure(javalin, config);
            });
    try {
      return server.start(config.host(), config.port());
    } catch (JavalinBindException e) {
      throw new QuantMlException(
          "port "
              + config.port()
              + " of "
              + config.host()
              + ": cannot be listened on, another program may hold it; choose one by --port",
          e);
    }
  }

  /** Looks for new versions every few seconds, and watches what serves every few minutes. */
  private static ScheduledExecutorService background(Models models, Watch watch) {
    ScheduledThreadPoolExecutor background =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "model-watch");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> unusedRefresh =
        background.scheduleWithFixedDelay(
            () -> models.inference().refresh(), REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS);
    ScheduledFuture<?> unusedWatch =
        background.scheduleWithFixedDelay(watch, WATCH_MINUTES, WATCH_MINUTES, TimeUnit.MINUTES);
    return background;
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Every method and path that is answered, such as {@code GET /health}. */
  Set<String> routes() {
    return server.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The port of the job library's own dashboard. */
  OptionalInt jobDashboardPort() {
    return jobs.dashboardPort();
  }

  /** Names of the jobs that are queued again and again. */
  List<String> recurringJobs() {
    return jobs.recurring();
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
    background.shutdownNow();
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
      Pages.add(javalin);
    }

    private void around(JavalinConfig javalin) {
      javalin.routes.before(
          http -> {
            HEADERS.forEach(http::header);
            guard.host(http);
            if (!Pages.isPage(http.path()) && !http.path().equals("/health")) {
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
      Json.send(http, Map.of("models", models.list()));
    }

    private void health(Context http) {
      boolean registry = models.host().registry().isAvailable();
      http.status(registry ? 200 : 503);
      Json.send(
          http,
          Map.of(
              "status",
              registry ? "up" : "down",
              "registry",
              models.host().registry().name(),
              "serving",
              models.inference().serving().size(),
              "token_needed",
              guard.needsToken()));
    }

    private static void errors(JavalinConfig javalin) {
      javalin.routes.exception(ProblemException.class, (e, http) -> e.problem().send(http));
      javalin.routes.exception(
          UnknownTickerException.class,
          (e, http) -> problem(http, Problem.Kind.NOT_FOUND, String.valueOf(e.getMessage())));
      javalin.routes.exception(
          InsufficientDataException.class,
          (e, http) -> problem(http, Problem.Kind.CONFLICT, String.valueOf(e.getMessage())));
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
