// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.QuantMlException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a training keeps what it has finished, so that one that was killed goes on. One process at
 * a time: the lock goes with the process that holds it.
 */
final class WorkDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkDirectory.class);
  private static final String LOCK = "lock";
  private static final String UNFINISHED = "unfinished-";

  /**
   * Directories that this process holds. A second channel on a lock file, once closed, would
   * release the lock of the first on POSIX systems, so the file of a held directory is not opened
   * again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private WorkDirectory(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the directory of a training.
   *
   * @throws QuantMlException when another training holds it
   */
  static WorkDirectory open(Path root, String key) {
    try {
      Path directory = Files.createDirectories(root.resolve(key)).toRealPath();
      if (!HELD.add(directory)) {
        throw running(directory);
      }
      FileChannel channel = null;
      boolean held = false;
      try {
        channel =
            FileChannel.open(
                directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        held = channel.tryLock() != null;
        if (!held) {
          throw running(directory);
        }
        Files.setLastModifiedTime(directory.resolve(LOCK), FileTime.from(Instant.now()));
        return new WorkDirectory(directory, channel);
      } finally {
        if (!held) {
          HELD.remove(directory);
          if (channel != null) {
            channel.close();
          }
        }
      }
    } catch (IOException e) {
      throw new QuantMlException(root.resolve(key) + ": cannot be used: " + e.getMessage(), e);
    }
  }

  /** Deletes what trainings left that nobody went on with since a moment. */
  static void sweep(Path root, Instant since) {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> children = Files.list(root)) {
      for (Path child : children.toList()) {
        Path lock = child.resolve(LOCK);
        if (Files.isRegularFile(lock)
            && Files.getLastModifiedTime(lock).toInstant().isBefore(since)) {
          sweep(root, String.valueOf(child.getFileName()));
        }
      }
    } catch (IOException e) {
      LOG.warn("{}: abandoned trainings could not be swept", root, e);
    }
  }

  /** The lock file stays: somebody may be opening it. */
  private static void sweep(Path root, String key) {
    try (WorkDirectory abandoned = open(root, key)) {
      abandoned.clear();
    } catch (QuantMlException e) {
      LOG.debug("{} in {} is in use", key, root, e);
    }
  }

  private static QuantMlException running(Path directory) {
    return new QuantMlException(
        directory + ": the same training is running already, wait for it or stop it");
  }

  FileCheckpoints checkpoints() {
    return new FileCheckpoints(directory.resolve("models"));
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** Marks a model: registered or not, it is to be finished. */
  void begin(String model) {
    try {
      if (!isUnfinished(model)) {
        Files.createFile(mark(model));
      }
    } catch (IOException e) {
      throw new QuantMlException(mark(model) + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** Takes the mark of a model away. */
  void end(String model) {
    try {
      Files.deleteIfExists(mark(model));
    } catch (IOException e) {
      throw new QuantMlException(mark(model) + ": cannot be deleted: " + e.getMessage(), e);
    }
  }

  boolean isUnfinished(String model) {
    return Files.exists(mark(model));
  }

  /** Whether any model, of this call or of an earlier one, still needs what is kept here. */
  boolean hasUnfinished() {
    try (Stream<Path> found = Files.list(directory)) {
      return found.anyMatch(p -> String.valueOf(p.getFileName()).startsWith(UNFINISHED));
    } catch (IOException e) {
      throw new QuantMlException(directory + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private Path mark(String model) {
    return file(UNFINISHED + model);
  }

  /** Deletes what was kept: the training is done. */
  void clear() {
    try (Stream<Path> found = Files.walk(directory)) {
      List<Path> deepestFirst =
          found
              .filter(p -> !p.equals(directory) && !p.equals(directory.resolve(LOCK)))
              .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
              .toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new QuantMlException(directory + ": cannot be cleared: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new QuantMlException(directory + ": cannot be left: " + e.getMessage(), e);
    } finally {
      HELD.remove(directory);
    }
  }
}
