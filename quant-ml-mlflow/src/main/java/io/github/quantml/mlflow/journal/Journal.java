// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of one root run and the runs inside it, in order.
 *
 * <p>Each record is handed to the operating system before {@link #append} returns, so the death of
 * the process loses none. {@link #sync} brings them to the device; the courier calls it once a
 * second, and starts, artifacts and ends call it at once. When the disk takes no more, records wait
 * in memory, within a bound, until it does or the server has them. Thread-safe.
 */
public final class Journal implements AutoCloseable {
  /** Most bytes that wait in memory for a full disk. */
  public static final long MEMORY = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final JournalDirectory directory;
  private final Sink.Opener opener;
  private final long memory;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private @Nullable Sink sink;
  private long length;
  private long synced;
  private long number;
  private long waitingBytes;
  private int taken;
  private long lost;
  private long retryAt;
  private boolean torn;
  private boolean told;
  private boolean closed;

  private Journal(JournalDirectory directory, Sink.Opener opener, long memory) {
    this.directory = directory;
    this.opener = opener;
    this.memory = memory;
    this.retryAt = System.nanoTime();
  }

  /** Starts an empty journal; a disk that refuses it makes records wait in memory. */
  static Journal create(JournalDirectory directory, Sink.Opener opener, long memory) {
    Journal journal = new Journal(directory, opener, memory);
    synchronized (journal) {
      journal.put(
          Lines.of(
              out -> {
                out.writeNumberField("n", 0);
                out.writeStringField("e", "journal");
                out.writeNumberField("format", 1);
                out.writeStringField("id", directory.id());
              }));
    }
    return journal;
  }

  /** Goes on with a journal whose whole records end at {@code length}; a torn tail is cut off. */
  static Journal reopen(JournalDirectory directory, Sink.Opener opener, long length, long number)
      throws IOException {
    Journal journal = new Journal(directory, opener, MEMORY);
    Sink opened = opener.open(directory.records());
    opened.truncate(length);
    synchronized (journal) {
      journal.sink = opened;
      journal.length = length;
      journal.synced = length;
      journal.number = number;
    }
    return journal;
  }

  /** Adds a record. Never throws for the disk's sake. */
  public synchronized void append(Event event) {
    if (closed) {
      throw new IllegalStateException("journal " + directory.id() + " is closed");
    }
    put(EventCodec.line(++number, event));
  }

  /** Needs the lock. */
  private void put(byte[] line) {
    if (!waiting.isEmpty()) {
      writeWaiting(false);
    }
    if (waiting.isEmpty() && written(line, false)) {
      return;
    }
    if (waitingBytes + line.length > memory) {
      lost++;
      if (Long.bitCount(lost) == 1) {
        LOG.error(
            "journal {}: the disk takes no more, the server neither, and memory for {} bytes is"
                + " full: {} records are lost",
            directory.path(),
            memory,
            lost);
      }
      return;
    }
    waiting.add(line);
    waitingBytes += line.length;
  }

  private boolean written(byte[] line, boolean now) {
    if (sink == null || torn) {
      if (!now && System.nanoTime() - retryAt < 0) {
        return false;
      }
      if (!opened()) {
        return false;
      }
    }
    Sink to = sink;
    if (to == null) {
      return false;
    }
    try {
      to.write(line);
      length += line.length;
      told = false;
      return true;
    } catch (IOException e) {
      complain(e);
      torn = true;
      return false;
    }
  }

  /** Opens the file, or cuts off what a failed write left. */
  private boolean opened() {
    retryAt = System.nanoTime() + RETRY_NANOS;
    try {
      Sink to = sink;
      if (to == null) {
        to = opener.open(directory.records());
        sink = to;
      }
      to.truncate(length);
      torn = false;
      return true;
    } catch (IOException e) {
      complain(e);
      return false;
    }
  }

  private void complain(IOException e) {
    retryAt = System.nanoTime() + RETRY_NANOS;
    if (!told) {
      told = true;
      LOG.warn(
          "journal {}: cannot be written ({}); records wait in memory",
          directory.path(),
          e.toString());
    }
  }

  private void writeWaiting(boolean now) {
    if (taken > 0) {
      return;
    }
    boolean first = now;
    for (byte[] line = waiting.peek(); line != null; line = waiting.peek()) {
      if (!written(line, first)) {
        return;
      }
      first = false;
      waiting.remove();
      waitingBytes -= line.length;
    }
  }

  /**
   * Brings everything to the device, what waits in memory first. Never throws, and lets others
   * append meanwhile.
   */
  public void sync() {
    Sink to;
    long reached;
    synchronized (this) {
      if (!waiting.isEmpty()) {
        writeWaiting(true);
      }
      to = sink;
      reached = length;
      if (to == null || closed || synced >= reached) {
        return;
      }
    }
    try {
      to.sync();
      synchronized (this) {
        synced = Math.max(synced, reached);
      }
    } catch (IOException e) {
      synchronized (this) {
        if (!closed) {
          complain(e);
        }
      }
    }
  }

  /** Bytes of whole records in the file. */
  public synchronized long length() {
    return length;
  }

  /** Records that nothing could hold. */
  public synchronized long lost() {
    return lost;
  }

  /** Whether records wait in memory. */
  synchronized boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Number of the newest record. */
  public synchronized long number() {
    return number;
  }

  /** The oldest records that wait in memory; they stay until {@link #release}. */
  synchronized List<byte[]> take(int most) {
    List<byte[]> lines = new ArrayList<>();
    for (byte[] line : waiting) {
      if (lines.size() == most) {
        break;
      }
      lines.add(line);
    }
    taken = lines.size();
    return lines;
  }

  /** Ends what {@link #take} began: so many of them were delivered. */
  synchronized void release(int delivered) {
    for (int i = 0; i < delivered; i++) {
      waitingBytes -= waiting.remove().length;
    }
    taken = 0;
  }

  JournalDirectory directory() {
    return directory;
  }

  /** Writes what it can and closes the file. */
  @Override
  public void close() {
    sync();
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      try {
        Sink to = sink;
        if (to != null) {
          to.close();
        }
      } catch (IOException e) {
        complain(e);
      }
    }
  }
}
