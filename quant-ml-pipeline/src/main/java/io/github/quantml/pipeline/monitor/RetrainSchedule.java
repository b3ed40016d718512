// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.pipeline.file.CheckedLine;
import io.github.quantml.pipeline.file.DirectoryLock;
import io.github.quantml.pipeline.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * When to train again: a fixed time after the last training, remembered in a file.
 *
 * <p>Nothing trained yet is due at once. After a downtime of several periods training is due once,
 * not once for each. A last training that lies in the future, as after a clock was set back, is
 * due. Thread-safe; touches no file until it is used.
 */
public final class RetrainSchedule {
  private final Path directory;
  private final Clock clock;
  private final Duration every;

  private RetrainSchedule(Path directory, Clock clock, Duration every) {
    if (every.isZero() || every.isNegative()) {
      throw new IllegalArgumentException("every: must be positive, got " + every);
    }
    this.directory = directory;
    this.clock = clock;
    this.every = every;
  }

  /** A schedule of seven days that keeps its memory in a directory. */
  public static RetrainSchedule in(Path directory, Clock clock) {
    return new RetrainSchedule(directory, clock, Duration.ofDays(7));
  }

  public RetrainSchedule every(Duration value) {
    return new RetrainSchedule(directory, clock, value);
  }

  public Duration period() {
    return every;
  }

  Clock clock() {
    return clock;
  }

  private Path file() {
    return directory.resolve("schedule.json");
  }

  /**
   * When a training last succeeded; empty when none has.
   *
   * @throws InvalidDataException naming the file when it is damaged
   */
  public Optional<Instant> lastTraining() {
    if (!Files.exists(file())) {
      return Optional.empty();
    }
    try {
      byte[] bytes = DurableFiles.read(file(), CheckedLine.LONGEST);
      return Optional.of(Instant.parse(CheckedLine.only(bytes).text("trained")));
    } catch (IOException | DateTimeException e) {
      throw new InvalidDataException(file() + ": " + e.getMessage(), e);
    }
  }

  /** When training is due next; now when it is due. */
  public Instant next() {
    Instant now = Instant.now(clock);
    Instant due = lastTraining().filter(t -> !t.isAfter(now)).map(t -> t.plus(every)).orElse(now);
    return due.isBefore(now) ? now : due;
  }

  /** Whether to train now. */
  public boolean isDue() {
    return !next().isAfter(Instant.now(clock));
  }

  /** Remembers that a training has succeeded now. */
  public void trained() {
    byte[] line =
        CheckedLine.of(out -> out.writeStringField("trained", Instant.now(clock).toString()));
    try {
      Files.createDirectories(directory);
      DirectoryLock.holding(
          directory,
          () -> {
            Path draft = directory.resolve(".draft-" + UUID.randomUUID());
            try {
              DurableFiles.replace(file(), line, draft);
            } finally {
              Files.deleteIfExists(draft);
            }
            return line;
          });
    } catch (IOException e) {
      throw new QuantMlException("schedule " + file() + ": cannot be written: " + e, e);
    }
  }

  @Override
  public String toString() {
    return "training every " + every + ", next at " + next();
  }
}
