// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where one journal lies: {@code records.jsonl} (what happened), {@code acks.jsonl} (what a server
 * has of it), {@code artifacts/} and {@code lock}, which the process at work holds.
 *
 * @param path the directory
 * @param id its name: time of its start and twelve random hex digits
 */
public record JournalDirectory(Path path, String id) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern ID = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}");

  /** A name nobody has yet, under a root. */
  static JournalDirectory fresh(Path root, Clock clock) {
    String random = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    String id = TIME.format(Instant.now(clock)) + "-" + random;
    return new JournalDirectory(root.resolve(id), id);
  }

  /** All journals under a root, oldest first. */
  public static List<JournalDirectory> list(Path root) throws IOException {
    List<JournalDirectory> found = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> children = Files.list(root)) {
        children
            .sorted()
            .filter(p -> ID.matcher(String.valueOf(p.getFileName())).matches())
            .filter(p -> Files.isDirectory(p))
            .forEach(p -> found.add(new JournalDirectory(p, String.valueOf(p.getFileName()))));
      }
    }
    return found;
  }

  public Path records() {
    return path.resolve("records.jsonl");
  }

  Path acks() {
    return path.resolve("acks.jsonl");
  }

  /** Where copies of artifacts lie. */
  public Path artifacts() {
    return path.resolve("artifacts");
  }

  /**
   * Directories that this process holds. A second channel on a lock file, once closed, would
   * release the lock of the first on POSIX systems, so the file of a held directory is not opened
   * again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** Holds the directory for this process until closed. */
  static final class Hold implements AutoCloseable {
    private final Path real;
    private final FileChannel channel;

    private Hold(Path real, FileChannel channel) {
      this.real = real;
      this.channel = channel;
    }

    @Override
    public void close() throws IOException {
      try {
        channel.close();
      } finally {
        HELD.remove(real);
      }
    }
  }

  /** Holds the directory, unless another process or another part of this one does. */
  Optional<Hold> hold() throws IOException {
    Files.createDirectories(path);
    Path real = path.toRealPath();
    if (!HELD.add(real)) {
      return Optional.empty();
    }
    boolean held = false;
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      held = channel.tryLock() != null;
      return held ? Optional.of(new Hold(real, channel)) : Optional.empty();
    } finally {
      if (!held) {
        HELD.remove(real);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  /** Removes the directory and all in it. */
  void delete() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException error)
              throws IOException {
            if (error != null) {
              throw error;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
