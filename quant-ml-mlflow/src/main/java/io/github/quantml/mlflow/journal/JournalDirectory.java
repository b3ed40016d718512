// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
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
import java.util.UUID;
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

  /** Holds the directory for this process until closed. */
  static final class Hold implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private Hold(FileChannel channel, FileLock lock) {
      this.channel = channel;
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      lock.release();
      channel.close();
    }
  }

  /** Holds the directory, unless another process or another part of this one does. */
  Optional<Hold> hold() throws IOException {
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new Hold(channel, lock));
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      return Optional.empty();
    }
    channel.close();
    return Optional.empty();
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
