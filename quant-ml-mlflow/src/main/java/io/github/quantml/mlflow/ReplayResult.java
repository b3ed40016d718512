// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.mlflow.journal.Replay;
import java.util.List;

/**
 * What became of one journal in a replay.
 *
 * @param journal its name
 * @param state how it fared
 * @param runIds its runs on the server, the root first
 * @param refused records that the server will never take, in words; the journal is kept
 * @param damaged lines that could not be read; the journal is kept
 * @param error why it waits, empty when it does not
 */
public record ReplayResult(
    String journal,
    State state,
    List<String> runIds,
    List<String> refused,
    long damaged,
    String error) {
  /** How a journal fared. */
  public enum State {
    /** The server has all of it. */
    DELIVERED,
    /** Some of it still waits. */
    PENDING,
    /** Somebody is at work on it. */
    IN_USE
  }

  public ReplayResult {
    runIds = List.copyOf(runIds);
    refused = List.copyOf(refused);
  }

  static ReplayResult of(Replay.Result r) {
    return new ReplayResult(
        r.id(), State.valueOf(r.state().name()), r.runIds(), r.refused(), r.damaged(), r.error());
  }
}
