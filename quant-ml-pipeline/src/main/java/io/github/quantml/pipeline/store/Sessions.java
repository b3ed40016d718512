// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import io.github.quantml.pipeline.file.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which processes that write runs are alive: each holds the lock of a file of its own, and the
 * operating system takes that lock away when the process ends, however it ends.
 */
final class Sessions {
  /**
   * Files this process holds. To look at the lock of one of them would release it on POSIX systems.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");

  private Sessions() {}

  /** A session that is alive until closed. */
  static final class Session implements AutoCloseable {
    final String id;
    private final Path file;
    private final FileChannel channel;

    private Session(String id, Path file, FileChannel channel) {
      this.id = id;
      this.file = file;
      this.channel = channel;
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
      channel.close();
      OWN.remove(file);
    }
  }

  /** Opens a session; the caller holds the lock of the tracker's directory. */
  static Session open(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path real = directory.toRealPath();
    sweep(real);
    String id = UUID.randomUUID().toString().replace("-", "");
    Path file = real.resolve(id);
    OWN.add(file);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
      return new Session(id, file, channel);
    } catch (IOException e) {
      channel.close();
      OWN.remove(file);
      throw e;
    }
  }

  private static void sweep(Path directory) throws IOException {
    for (Path file : DurableFiles.list(directory)) {
      if (NAME.matcher(String.valueOf(file.getFileName())).matches() && !lives(file)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Whether the process of a session lives. */
  static boolean lives(Path directory, String id) throws IOException {
    return NAME.matcher(id).matches()
        && Files.isDirectory(directory)
        && lives(directory.toRealPath().resolve(id));
  }

  // One thread at a time: two channels of one process on a file disturb each other's locks.
  private static synchronized boolean lives(Path file) throws IOException {
    if (OWN.contains(file)) {
      return true;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      // Shared, so that two that look at once do not take each other for the owner.
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
      return lock == null;
    } catch (NoSuchFileException ended) {
      return false;
    }
  }
}
