// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import io.github.quantml.mlflow.rest.Connection;
import io.github.quantml.mlflow.rest.Credentials;
import io.github.quantml.mlflow.rest.Retry;
import io.github.quantml.mlflow.rest.ServerUri;
import io.github.quantml.mlflow.rest.Timeouts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where runs go and how patiently. Immutable; secrets are in no message and no {@code toString}.
 *
 * <p>Without a server the journal alone keeps the runs.
 */
public final class MLFlowConfig {
  private static final Logger LOG = LoggerFactory.getLogger(MLFlowConfig.class);

  private final @Nullable URI server;
  private final Credentials credentials;
  private final Path journalDirectory;
  private final boolean keepJournals;
  private final Duration patience;
  private final Timeouts timeouts;
  private final Retry retry;
  private final Clock clock;
  private final String adoptedRun;
  private final String experimentId;

  private MLFlowConfig(
      @Nullable URI server,
      Credentials credentials,
      Path journalDirectory,
      boolean keepJournals,
      Duration patience,
      Timeouts timeouts,
      Retry retry,
      Clock clock,
      String adoptedRun,
      String experimentId) {
    this.server = server;
    this.credentials = credentials;
    this.journalDirectory = journalDirectory;
    this.keepJournals = keepJournals;
    this.patience = patience;
    this.timeouts = timeouts;
    this.retry = retry;
    this.clock = clock;
    this.adoptedRun = adoptedRun;
    this.experimentId = experimentId;
  }

  /** No server; runs are kept in journals under a directory. */
  public static MLFlowConfig journalOnly(Path directory) {
    return new MLFlowConfig(
        null,
        Credentials.none(),
        directory,
        false,
        Duration.ofSeconds(10),
        Timeouts.defaults(),
        Retry.defaults(),
        Clock.systemUTC(),
        "",
        "");
  }

  /** A server by its address, with journals under a directory until it has everything. */
  public static MLFlowConfig of(String server, Path directory) {
    return journalOnly(directory).withServer(server);
  }

  /**
   * From the settings and the variables that MLflow's own clients read.
   *
   * <p>The server is {@code ML_MLFLOW_TRACKING_URI}, else {@code MLFLOW_TRACKING_URI}, else none.
   * {@code MLFLOW_TRACKING_USERNAME}, {@code MLFLOW_TRACKING_PASSWORD} and {@code
   * MLFLOW_TRACKING_TOKEN} say who asks. {@code MLFLOW_RUN_ID} is the run that the first run
   * started here goes on with, and {@code MLFLOW_EXPERIMENT_ID} the experiment of runs that name
   * none: both are set by {@code mlflow run}.
   *
   * @throws io.github.quantml.api.InvalidDataException when the address is none of a server
   */
  public static MLFlowConfig from(QuantMlSettings settings) {
    return from(settings, System.getenv());
  }

  static MLFlowConfig from(QuantMlSettings settings, Map<String, String> environment) {
    MLFlowConfig config =
        journalOnly(settings.mlflowJournalDir())
            .withCredentials(Credentials.fromEnvironment(environment));
    String own = settings.mlflowTrackingUri();
    String standard = environment.getOrDefault("MLFLOW_TRACKING_URI", "");
    if (!own.isBlank()) {
      config = config.withServer(ServerUri.parse(Setting.ML_MLFLOW_TRACKING_URI.name(), own));
    } else if (!standard.isBlank()) {
      config = config.withServer(ServerUri.parse("MLFLOW_TRACKING_URI", standard));
    } else {
      return config;
    }
    return config.withAdopted(
        environment.getOrDefault("MLFLOW_RUN_ID", ""),
        environment.getOrDefault("MLFLOW_EXPERIMENT_ID", ""));
  }

  private MLFlowConfig with(@Nullable URI uri, Credentials who, String run, String experiment) {
    URI to = uri;
    if (to != null && !who.isNone() && "http".equals(to.getScheme()) && !isLoopback(to)) {
      LOG.warn("credentials go to {} without encryption: use https", to);
    }
    return new MLFlowConfig(
        uri,
        who,
        journalDirectory,
        keepJournals,
        patience,
        timeouts,
        retry,
        clock,
        run,
        experiment);
  }

  private static boolean isLoopback(URI uri) {
    String host = String.valueOf(uri.getHost());
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  /** The same with a server by its address. */
  public MLFlowConfig withServer(String address) {
    return withServer(ServerUri.parse("server", address));
  }

  private MLFlowConfig withServer(URI uri) {
    return with(uri, credentials, adoptedRun, experimentId);
  }

  /** The same with user name and password. */
  public MLFlowConfig withBasicAuth(String user, String password) {
    return withCredentials(Credentials.basic(user, password));
  }

  /** The same with a bearer token. */
  public MLFlowConfig withToken(String token) {
    return withCredentials(Credentials.bearer(token));
  }

  private MLFlowConfig withCredentials(Credentials who) {
    return with(server, who, adoptedRun, experimentId);
  }

  /** The same, going on with a run of the server, in an experiment of the server. */
  MLFlowConfig withAdopted(String run, String experiment) {
    return with(server, credentials, run, experiment);
  }

  /** The same, keeping journals that the server has wholly. */
  public MLFlowConfig withKeptJournals(boolean value) {
    return new MLFlowConfig(
        server,
        credentials,
        journalDirectory,
        value,
        patience,
        timeouts,
        retry,
        clock,
        adoptedRun,
        experimentId);
  }

  /**
   * The same with other time-outs.
   *
   * @param connect for a connection
   * @param call for the whole answer to a call
   * @param transfer for one artifact
   * @param closing how long closing a run waits for a server that makes no progress
   */
  public MLFlowConfig withTimeouts(
      Duration connect, Duration call, Duration transfer, Duration closing) {
    return new MLFlowConfig(
        server,
        credentials,
        journalDirectory,
        keepJournals,
        closing,
        new Timeouts(connect, call, transfer),
        retry,
        clock,
        adoptedRun,
        experimentId);
  }

  /**
   * The same with other repetitions of failed calls.
   *
   * @param attempts calls in all
   * @param first wait after the first failure; it doubles
   * @param most longest wait
   */
  public MLFlowConfig withRetries(int attempts, Duration first, Duration most) {
    return new MLFlowConfig(
        server,
        credentials,
        journalDirectory,
        keepJournals,
        patience,
        timeouts,
        new Retry(attempts, first, most, t -> Thread.sleep(t.toMillis())),
        clock,
        adoptedRun,
        experimentId);
  }

  /** The same with another clock for time stamps. */
  public MLFlowConfig withClock(Clock value) {
    return new MLFlowConfig(
        server,
        credentials,
        journalDirectory,
        keepJournals,
        patience,
        timeouts,
        retry,
        value,
        adoptedRun,
        experimentId);
  }

  /** Address of the server, if there is one. */
  public Optional<URI> server() {
    return Optional.ofNullable(server);
  }

  /** Directory of the journals. */
  public Path journalDirectory() {
    return journalDirectory;
  }

  Clock clock() {
    return clock;
  }

  Retry retry() {
    return retry;
  }

  boolean keepJournals() {
    return keepJournals;
  }

  Duration patience() {
    return patience;
  }

  String adoptedRun() {
    return adoptedRun;
  }

  String experimentId() {
    return experimentId;
  }

  Optional<Connection> connect() {
    return server().map(uri -> new Connection(uri, credentials, timeouts));
  }

  @Override
  public String toString() {
    return "MLflow at "
        + (server == null ? "no server" : server)
        + ", credentials "
        + credentials
        + ", journals in "
        + journalDirectory;
  }
}
