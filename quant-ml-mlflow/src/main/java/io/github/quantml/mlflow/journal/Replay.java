// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import io.github.quantml.mlflow.MLFlowServerException;
import io.github.quantml.mlflow.rest.Retry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Brings journals that were left behind to a server. */
public final class Replay {
  private Replay() {}

  /** How a journal fared. */
  public enum State {
    /** The server has all of it. */
    DELIVERED,
    /** Some of it still waits. */
    PENDING,
    /** Another process, or an open run of this one, is at work on it. */
    IN_USE
  }

  /**
   * What became of one journal.
   *
   * @param id name of the journal
   * @param state how it fared
   * @param runIds runs on the server, the root first
   * @param refused records that will never be taken, in words
   * @param damaged lines that could not be read
   * @param error why it waits, empty when it does not
   */
  public record Result(
      String id,
      State state,
      List<String> runIds,
      List<String> refused,
      long damaged,
      String error) {
    public Result {
      runIds = List.copyOf(runIds);
      refused = List.copyOf(refused);
    }
  }

  /**
   * Delivers one journal; a run without an end gets status KILLED at the time of its last record.
   * The directory is removed once the server has all of it, unless something in it was refused or
   * damaged, or {@code keep} says so.
   */
  public static Result of(JournalDirectory directory, Server server, Retry retry, boolean keep)
      throws IOException {
    JournalDirectory.Hold hold = directory.hold().orElse(null);
    if (hold == null) {
      return new Result(
          directory.id(), State.IN_USE, List.of(), List.of(), 0, "another program works on it");
    }
    Result result;
    try (hold) {
      if (!Files.isRegularFile(directory.records())) {
        result = new Result(directory.id(), State.DELIVERED, List.of(), List.of(), 0, "");
      } else {
        result = deliver(directory, server, retry);
      }
    }
    boolean whole = result.refused().isEmpty() && result.damaged() == 0;
    if (result.state() == State.DELIVERED && whole && !keep) {
      directory.delete();
    }
    return result;
  }

  private static Result deliver(JournalDirectory directory, Server server, Retry retry)
      throws IOException {
    Leftovers found = Leftovers.of(directory);
    try (Journal journal = Journal.reopen(directory, Sink::file, found.length(), found.records())) {
      found.missingEnds().forEach(journal::append);
      journal.sync();
      Courier courier = new Courier(journal, server, true);
      String error = "";
      try {
        while (courier.hasNext()) {
          retry.repeatable(
              () -> {
                courier.step();
                return "";
              });
        }
        courier.acks().done();
      } catch (MLFlowServerException | UncheckedIOException e) {
        error = String.valueOf(e.getMessage());
      }
      return new Result(
          directory.id(),
          error.isEmpty() ? State.DELIVERED : State.PENDING,
          courier.acks().runs().values().stream().map(Acks.ServerRun::id).toList(),
          courier.acks().refused(),
          courier.damaged(),
          error);
    }
  }
}
