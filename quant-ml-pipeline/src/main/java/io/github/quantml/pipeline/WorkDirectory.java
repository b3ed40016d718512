// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.QuantMlException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a training keeps what it has finished, so that one that was killed goes on. One process at
 * a time: the lock goes with the process that holds it.
 */
final class WorkDirectory implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path directory;
  private final FileChannel channel;
  private final FileLock lock;

  private WorkDirectory(Path directory, FileChannel channel, FileLock lock) {
    this.directory = directory;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the directory of a training.
   *
   * @throws QuantMlException when another training holds it
   */
  static WorkDirectory open(Path root, String key) {
    Path directory = root.resolve(key);
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new QuantMlException(
            directory + ": the same training is running already, wait for it or stop it");
      }
      return new WorkDirectory(directory, channel, lock);
    } catch (IOException e) {
      throw new QuantMlException(directory + ": cannot be used: " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) { // held by another thread of this process
      return null;
    }
  }

  FileCheckpoints checkpoints() {
    return new FileCheckpoints(directory.resolve("models"));
  }

  Path file(String name) {
    return directory.resolve(name);
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
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new QuantMlException(directory + ": cannot be left: " + e.getMessage(), e);
    }
  }
}
