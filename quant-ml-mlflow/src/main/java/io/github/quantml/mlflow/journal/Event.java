// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import io.github.quantml.mlflow.rest.Dataset;
import java.util.Map;

/** One thing that happened in a run of a journal; runs are numbered from 0, the root. */
public sealed interface Event {
  /** Number of the run within the journal. */
  int run();

  /** Whether a server takes it together with others in one call. */
  default boolean batches() {
    return false;
  }

  /**
   * A run began.
   *
   * @param parent number of the run it lies in, −1 for the root
   * @param experimentId identifier of its experiment, empty to go by the name
   * @param experiment name of its experiment
   * @param name name for people
   * @param adopted identifier of the server's run to go on with, empty to make one
   * @param time milliseconds since 1970
   * @param tags first tags
   */
  record Started(
      int run,
      int parent,
      String experimentId,
      String experiment,
      String name,
      String adopted,
      long time,
      Map<String, String> tags)
      implements Event {}

  /** A setting. */
  record Param(int run, String key, String value) implements Event {
    @Override
    public boolean batches() {
      return true;
    }
  }

  /** A measured value. */
  record Metric(int run, String key, double value, long time, long step) implements Event {
    @Override
    public boolean batches() {
      return true;
    }
  }

  /** A note. */
  record Tag(int run, String key, String value) implements Event {
    @Override
    public boolean batches() {
      return true;
    }
  }

  /** Data was used. */
  record Data(int run, Dataset dataset) implements Event {}

  /**
   * A file was kept.
   *
   * @param path where it belongs among the run's artifacts
   * @param file where its copy lies: a name in the journal's directory of artifacts, or the
   *     absolute path of the original when no copy could be made
   * @param size length in bytes
   * @param sha256 hash of its content in hex, empty when no copy could be made
   */
  record Artifact(int run, String path, String file, long size, String sha256) implements Event {}

  /**
   * The files under a path of the run became a version of a registered model.
   *
   * @param model name of the registered model
   * @param path where the model lies among the run's artifacts
   * @param files names and lengths of the files that must be there first
   * @param tags tags of the version; one of them is unique to this registration
   * @param alias alias that points at the version afterwards, empty for none
   */
  record Registered(
      int run,
      String model,
      String path,
      Map<String, String> files,
      Map<String, String> tags,
      String alias)
      implements Event {}

  /** A run ended; the status is one of MLflow's. */
  record Ended(int run, String status, long time) implements Event {}
}
