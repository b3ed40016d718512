// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.QuantMlException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A study's file: lines are only ever added, each with a checksum.
 *
 * <p>Byte 0 of the lock file beside it is held while one process reads on and writes; byte k is
 * held by process k as long as it lives, so that others see which of its trials are left behind. A
 * line is in the operating system's hands before the call returns: it survives the process, though
 * not the power. A line without an end was torn by a dying process and is cut off; anything else
 * that does not read is an error.
 *
 * <p>For use under the study's own monitor.
 */
final class Journal implements AutoCloseable {
  /**
   * Journals open in this process. Locks belong to a process, and closing any channel of a file
   * gives up all of them, so a second opening must be refused before it opens anything.
   */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private static final long LARGEST = 1L << 30;

  private final Path file;
  private final SearchSpace space;
  private final Board board;
  private final FileChannel lines;
  private final FileChannel locks;
  private @Nullable FileLock presence;
  private int worker;
  private long offset;
  private long line;

  private Journal(Path file, SearchSpace space, Board board) throws IOException {
    this.file = file;
    this.space = space;
    this.board = board;
    this.locks = open(file.resolveSibling(file.getFileName() + ".lock"));
    try {
      this.lines = open(file);
    } catch (IOException e) {
      locks.close();
      throw e;
    }
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Opens or begins a journal, reads it and joins it. */
  static Journal join(Path path, JournalHeader header, SearchSpace space, Board board) {
    Path file = path.toAbsolutePath().normalize();
    if (!OPEN.add(file)) {
      throw new IllegalStateException("journal " + path + ": is open in this process already");
    }
    Journal journal = null;
    try {
      Path directory = file.getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      journal = new Journal(file, space, board);
      journal.enter(header);
      return journal;
    } catch (IOException | RuntimeException e) {
      if (journal == null) {
        OPEN.remove(file);
      } else {
        journal.close();
      }
      throw e instanceof RuntimeException r ? r : failure(file, (IOException) e);
    }
  }

  private void enter(JournalHeader header) throws IOException {
    FileLock held = locks.lock(0, 1, false);
    try {
      byte[] head = JournalLines.write(new JournalRecord.Study(header));
      byte[] found = rest();
      int end = endOfLine(found, 0);
      if (end < 0) {
        // Nothing yet, or the head itself was torn; any other text is somebody else's.
        if (!Arrays.equals(found, Arrays.copyOf(head, found.length))
            || found.length > head.length) {
          throw new InvalidDataException("journal " + file + ": is not a study's journal");
        }
        lines.truncate(0);
        write(head);
      } else {
        JournalRecord first = parse(found, 0, end);
        if (!(first instanceof JournalRecord.Study study)) {
          throw new InvalidDataException("journal " + file + ", line 1: must be the study's head");
        }
        header.requireSame(study.header(), file);
        offset = end + 1L;
        line = 1;
        refresh();
      }
      worker = board.lastWorker() + 1;
      presence = locks.lock(worker, 1, false);
      append(new JournalRecord.Join(worker));
    } finally {
      held.release();
    }
  }

  /** The number of this process. */
  int worker() {
    return worker;
  }

  /** Works on what is known to all processes while none of them can change it. */
  <T> T exclusively(Supplier<T> work) {
    try {
      FileLock held = locks.lock(0, 1, false);
      try {
        refresh();
        return work.get();
      } finally {
        held.release();
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Takes in what other processes wrote. */
  private void refresh() throws IOException {
    byte[] bytes = rest();
    int from = 0;
    for (int end = endOfLine(bytes, from); end >= 0; end = endOfLine(bytes, from)) {
      line++;
      apply(parse(bytes, from, end));
      from = end + 1;
    }
    offset += from;
    if (from < bytes.length) {
      // The writer is dead: a living one would hold the lock.
      lines.truncate(offset);
    }
  }

  /** Adds a line and takes it in. Only in {@link #exclusively}. */
  void append(JournalRecord added) {
    try {
      board.apply(added);
      write(JournalLines.write(added));
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Whether a process lives. Only in {@link #exclusively}. */
  boolean isAlive(int other) {
    if (other == worker) {
      return true;
    }
    try (FileLock free = locks.tryLock(other, 1, false)) {
      return free == null;
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private byte[] rest() throws IOException {
    long size = lines.size() - offset;
    if (size < 0) {
      throw new InvalidDataException("journal " + file + ": has become shorter");
    }
    if (size > LARGEST) {
      throw new InvalidDataException(
          "journal " + file + ": " + size + " bytes are more than the limit of " + LARGEST);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    while (bytes.hasRemaining()) {
      if (lines.read(bytes, offset + bytes.position()) < 0) {
        throw new InvalidDataException("journal " + file + ": has become shorter");
      }
    }
    return bytes.array();
  }

  private static int endOfLine(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private JournalRecord parse(byte[] bytes, int from, int to) {
    try {
      return JournalLines.read(bytes, from, to, space);
    } catch (InvalidDataException e) {
      throw at(e);
    }
  }

  private void apply(JournalRecord read) {
    try {
      board.apply(read);
    } catch (InvalidDataException e) {
      throw at(e);
    }
  }

  private InvalidDataException at(InvalidDataException e) {
    return new InvalidDataException(
        "journal " + file + ", line " + Math.max(1, line) + ": " + e.getMessage(), e);
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      offset += lines.write(buffer, offset);
    }
    line++;
  }

  private static QuantMlException failure(Path file, IOException e) {
    return new QuantMlException("journal " + file + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try (locks;
        lines) {
      if (presence != null && presence.isValid()) {
        presence.release();
      }
    } catch (IOException e) {
      throw failure(file, e);
    } finally {
      OPEN.remove(file);
    }
  }
}
