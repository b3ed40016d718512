// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Exclusive use of a directory among threads and processes. A process that dies lets go.
 *
 * <p>A file lock belongs to the process: a second channel on the same file, once closed, would
 * release the lock of the first on POSIX systems. So threads queue on a lock of this process before
 * they touch the file; the table of those locks holds an entry only while somebody waits.
 */
public final class DirectoryLock {
  private static final String NAME = "lock";
  private static final ConcurrentHashMap<Path, Queue> QUEUES = new ConcurrentHashMap<>();

  private static final class Queue {
    final ReentrantLock lock = new ReentrantLock(true);
    int users;
  }

  private DirectoryLock() {}

  /** Work on a directory. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /**
   * Waits for the directory, which must exist, and works on it. A thread that holds it must not ask
   * again.
   */
  public static <T> T holding(Path directory, Work<T> work) throws IOException {
    Path real = directory.toRealPath();
    Queue queue = join(real);
    queue.lock.lock();
    try {
      if (queue.lock.getHoldCount() > 1) {
        throw new IllegalStateException(real + ": this thread holds it already");
      }
      FileChannel channel = locked(real.resolve(NAME));
      try {
        return work.run();
      } finally {
        channel.close();
      }
    } finally {
      queue.lock.unlock();
      leave(real);
    }
  }

  private static Queue join(Path real) {
    return QUEUES.compute(
        real,
        (path, known) -> {
          Queue q = known == null ? new Queue() : known;
          q.users++;
          return q;
        });
  }

  private static FileChannel locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      while (lock(channel) == null) {
        // Held through another copy of this class: the channel stays open, see above.
        LockSupport.parkNanos(1_000_000);
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.lock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void leave(Path real) {
    QUEUES.computeIfPresent(
        real,
        (path, q) -> {
          q.users--;
          return q.users == 0 ? null : q;
        });
  }
}
