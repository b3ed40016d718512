// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.api.BackendUnavailableException;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ExperimentTracker;
import io.github.quantml.mlflow.MLFlowServerException.Kind;
import io.github.quantml.mlflow.journal.Journal;
import io.github.quantml.mlflow.journal.JournalDirectory;
import io.github.quantml.mlflow.journal.Replay;
import io.github.quantml.mlflow.journal.Server;
import io.github.quantml.mlflow.journal.Session;
import io.github.quantml.mlflow.journal.Sink;
import io.github.quantml.mlflow.rest.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps runs on an MLflow server, by way of a journal on disk.
 *
 * <p>Whatever a run is told is written to its journal before the call returns; a daemon thread, one
 * per open root run, brings it to the server. A server that is slow, down or wrong neither blocks
 * nor breaks a training: what it does not have yet stays in the journal, and {@link #replay} brings
 * it there later, each record with the effect of one delivery. Without a server the journal alone
 * keeps the runs, and {@link #journalled} reads them.
 *
 * <p>Keys, names and paths that no MLflow server accepts are {@link IllegalArgumentException}s at
 * the call. Thread-safe; does nothing until a run is started.
 */
public final class MLFlowTracker implements ExperimentTracker {
  private final MLFlowConfig config;
  private final Sink.Opener opener;
  private final long memory;
  private final AtomicReference<String> adopted;
  private final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();

  MLFlowTracker(MLFlowConfig config, Sink.Opener opener, long memory) {
    this.config = config;
    this.opener = opener;
    this.memory = memory;
    this.adopted = new AtomicReference<>(config.adoptedRun());
  }

  /** A tracker with a configuration. */
  public static MLFlowTracker of(MLFlowConfig config) {
    return new MLFlowTracker(config, Sink::file, Journal.MEMORY);
  }

  /** A tracker as {@link MLFlowConfig#from} configures it. */
  public static MLFlowTracker fromSettings(QuantMlSettings settings) {
    return of(MLFlowConfig.from(settings));
  }

  @Override
  public String name() {
    return "mlflow";
  }

  public MLFlowConfig config() {
    return config;
  }

  /**
   * Starts a run.
   *
   * <p>Where {@code MLFLOW_RUN_ID} is set, the first run started goes on with that run: its
   * experiment, name and status belong to the program that made it, and parameters it has already
   * are not changed.
   *
   * @param experiment name of the experiment; blank for the one that {@code MLFLOW_EXPERIMENT_ID}
   *     names, or the server's default
   */
  @Override
  public MLFlowRun startRun(String experiment, String runName) {
    String id = experiment.isBlank() ? config.experimentId() : "";
    String name = experiment.isBlank() ? "Default" : Names.title("experiment", experiment);
    Names.title("run name", runName);
    Session session =
        Session.open(
            new Session.Options(
                config.journalDirectory(),
                server(),
                config.retry(),
                config.patience(),
                config.keepJournals(),
                config.clock(),
                opener,
                memory));
    return MLFlowRun.root(session, config.clock(), id, name, runName, adopted.getAndSet(""));
  }

  /** Model versions on the same server. */
  public MLFlowRegistry registry() {
    return new MLFlowRegistry(requireConnection(), config);
  }

  /**
   * A run as the server knows it.
   *
   * @throws MLFlowServerException naming runs that exist when there is none of that identifier
   */
  public MLFlowRunInfo run(String id) {
    Server server = Server.of(requireConnection());
    try {
      return config.retry().repeatable(() -> server.tracking().run(id));
    } catch (MLFlowServerException e) {
      if (e.kind() != Kind.MISSING) {
        throw e;
      }
      throw new MLFlowServerException(
          Kind.MISSING,
          e.status(),
          "run '"
              + id
              + "': there is none on "
              + requireConnection().base()
              + "; experiments there: "
              + server.tracking().experimentNames(20),
          e);
    }
  }

  /**
   * The newest runs of an experiment.
   *
   * @param filter in MLflow's language, for example {@code metrics.loss < 0.1}; empty for all
   * @param most at most so many
   */
  public List<MLFlowRunInfo> search(String experiment, String filter, int most) {
    Server server = Server.of(requireConnection());
    return config
        .retry()
        .repeatable(
            () ->
                server
                    .tracking()
                    .searchRuns(server.tracking().experiment(experiment), filter, most));
  }

  /**
   * Brings every journal that was left behind to the server; those that are being written are left
   * alone. May be called at any time, by any number of programs, any number of times.
   *
   * @throws QuantMlException when the directory of journals cannot be read
   */
  public List<ReplayResult> replay() {
    Server server = Server.of(requireConnection());
    List<ReplayResult> results = new ArrayList<>();
    try {
      for (JournalDirectory directory : JournalDirectory.list(config.journalDirectory())) {
        results.add(
            ReplayResult.of(Replay.of(directory, server, config.retry(), config.keepJournals())));
      }
    } catch (IOException e) {
      throw new QuantMlException(
          "journals in " + config.journalDirectory() + ": " + e.getMessage(), e);
    }
    return results;
  }

  /** The runs whose journals are here, oldest first. */
  public List<JournalledRun> journalled() {
    return JournalledRun.all(config.journalDirectory());
  }

  Connection requireConnection() {
    Connection open = openConnection();
    if (open == null) {
      throw new BackendUnavailableException(
          "no MLflow server is set: set ML_MLFLOW_TRACKING_URI or MLFLOW_TRACKING_URI");
    }
    return open;
  }

  private @Nullable Server server() {
    Connection open = openConnection();
    return open == null ? null : Server.of(open);
  }

  private @Nullable Connection openConnection() {
    Connection open = connection.get();
    if (open == null) {
      open = config.connect().orElse(null);
      connection.set(open);
    }
    return open;
  }
}
