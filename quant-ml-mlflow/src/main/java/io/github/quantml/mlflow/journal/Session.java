// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import io.github.quantml.mlflow.MLFlowServerException;
import io.github.quantml.mlflow.MLFlowServerException.Kind;
import io.github.quantml.mlflow.rest.Retry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A root run while it is open: its journal, and one daemon thread that syncs it and carries it to
 * the server. Those who append never wait for either. Thread-safe.
 */
public final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final int EAGER = Batch.ENTITIES;
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int LAST_ATTEMPTS = 3;

  private final Options options;
  private final Journal journal;
  private final JournalDirectory directory;
  private final JournalDirectory.@Nullable Hold hold;
  private final @Nullable Courier courier;
  private final Thread thread;
  private final AtomicInteger runs = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int unseen;
  private boolean urgent;
  private boolean closing;
  private boolean abandoned;
  private boolean denied;
  private boolean ended;
  private int failures;
  private int failuresSinceClose;
  private long nextAttempt;
  private long lastProgress;
  private long deliveredNumber;
  private String lastError = "";

  /**
   * How a session works.
   *
   * @param root directory of all journals
   * @param server where to, null for the journal alone
   * @param retry waits between attempts
   * @param patience how long {@link #close} waits without any progress
   * @param keep whether a delivered journal stays
   * @param clock time of the directory's name
   * @param opener opens the file of records
   * @param memory bytes of records that may wait in memory when the disk is full
   */
  public record Options(
      Path root,
      @Nullable Server server,
      Retry retry,
      Duration patience,
      boolean keep,
      Clock clock,
      Sink.Opener opener,
      long memory) {}

  /**
   * How far the journal has come.
   *
   * @param pending records not yet on the server
   * @param refused records that will never be taken
   * @param lost records that neither disk nor memory could hold
   * @param lastError why the server does not have everything, empty when it does or none is set
   */
  public record Progress(long pending, int refused, long lost, String lastError) {}

  private Session(Options options) {
    this.options = options;
    this.directory = JournalDirectory.fresh(options.root(), options.clock());
    this.hold = held(directory);
    this.journal = Journal.create(directory, options.opener(), options.memory());
    Server server = options.server();
    this.courier = server == null ? null : new Courier(journal, server, false);
    this.nextAttempt = System.nanoTime();
    this.thread = new Thread(this::work, "quant-ml-mlflow " + directory.id());
    thread.setDaemon(true);
  }

  private static JournalDirectory.@Nullable Hold held(JournalDirectory directory) {
    try {
      return directory.hold().orElse(null);
    } catch (IOException e) {
      // The journal itself tells that the disk refuses.
      return null;
    }
  }

  /** Starts a journal and its thread. */
  public static Session open(Options options) {
    Session session = new Session(options);
    session.thread.start();
    return session;
  }

  public JournalDirectory directory() {
    return directory;
  }

  /** The number of a new run. */
  public int nextRun() {
    return runs.getAndIncrement();
  }

  /** Identifier of a run on the server, once it is there. */
  public Optional<String> serverId(int run) {
    lock.lock();
    try {
      return courier == null
          ? Optional.empty()
          : Optional.ofNullable(courier.acks().runs().get(run)).map(Acks.ServerRun::id);
    } finally {
      lock.unlock();
    }
  }

  /** Where the artifacts of a run lie on the server, once it is there. */
  public Optional<String> artifactUri(int run) {
    lock.lock();
    try {
      return courier == null
          ? Optional.empty()
          : Optional.ofNullable(courier.acks().runs().get(run)).map(Acks.ServerRun::artifactUri);
    } finally {
      lock.unlock();
    }
  }

  /** Adds a record. */
  public void append(Event event) {
    journal.append(event);
    boolean marks = !event.batches();
    if (marks && !(event instanceof Event.Data)) {
      journal.sync();
    }
    lock.lock();
    try {
      unseen++;
      if (unseen == EAGER || marks) {
        urgent = true;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the server has everything appended so far, as long as it makes progress.
   *
   * @return whether it has
   */
  public boolean flush() {
    long wanted = journal.number();
    lock.lock();
    try {
      lastProgress = System.nanoTime();
      nextAttempt = lastProgress;
      denied = false;
      while (courier != null && deliveredNumber < wanted && !denied && thread.isAlive()) {
        urgent = true;
        changed.signalAll();
        long left = options.patience().toNanos() - (System.nanoTime() - lastProgress);
        if (left <= 0) {
          return false;
        }
        changed.awaitNanos(Math.min(left, TICK_NANOS));
      }
      return courier != null && deliveredNumber >= wanted;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** How far it has come. */
  public Progress progress() {
    lock.lock();
    try {
      return new Progress(
          courier == null ? 0 : journal.number() - deliveredNumber,
          courier == null ? 0 : courier.acks().refused().size(),
          journal.lost(),
          lastError);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the session: waits for the server as long as it makes progress, then leaves the rest to a
   * replay.
   *
   * @return whether the server has everything
   */
  public boolean close() {
    boolean interrupted = awaitEnd();
    Courier c = courier;
    boolean whole = false;
    if (c != null && !thread.isAlive() && !c.hasNext() && journal.lost() == 0) {
      whole = true;
      c.acks().done();
    }
    journal.close();
    release();
    if (c != null) {
      finish(c, whole);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return whole;
  }

  private void finish(Courier c, boolean whole) {
    if (!whole) {
      LOG.warn(
          "journal {}: not all is on the server yet ({}); replay it later",
          directory.path(),
          lastError);
    } else if (c.acks().refused().isEmpty() && c.damaged() == 0) {
      deleteUnlessKept();
    } else {
      LOG.warn(
          "journal {}: kept, since some records were refused: {}",
          directory.path(),
          String.join("; ", c.acks().refused()));
    }
  }

  /** Waits for the thread to end; whether the caller was interrupted meanwhile. */
  private boolean awaitEnd() {
    boolean interrupted = false;
    lock.lock();
    try {
      closing = true;
      lastProgress = System.nanoTime();
      nextAttempt = lastProgress;
      changed.signalAll();
      while (thread.isAlive() && !ended && !interrupted) {
        long left = options.patience().toNanos() - (System.nanoTime() - lastProgress);
        if (left <= 0) {
          break;
        }
        try {
          changed.awaitNanos(Math.min(left, TICK_NANOS));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      abandoned = !ended;
      if (abandoned) {
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    return interrupted;
  }

  private void deleteUnlessKept() {
    if (!options.keep()) {
      try {
        directory.delete();
      } catch (IOException e) {
        LOG.warn(
            "journal {}: delivered, but cannot be removed: {}", directory.path(), e.toString());
      }
    }
  }

  private void release() {
    JournalDirectory.Hold held = hold;
    try {
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      LOG.warn("journal {}: its lock cannot be released: {}", directory.path(), e.toString());
    }
  }

  private void work() {
    try {
      while (true) {
        journal.sync();
        carry();
        lock.lock();
        try {
          if ((closing && mayEnd()) || abandoned) {
            return;
          }
          long wait = nextAttempt - System.nanoTime();
          if (wait > 0) {
            changed.awaitNanos(Math.min(wait, TICK_NANOS));
          } else if (!urgent && !closing) {
            changed.awaitNanos(TICK_NANOS);
          }
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{}: interrupted", thread.getName());
    } finally {
      lock.lock();
      try {
        ended = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Needs the lock. */
  private boolean mayEnd() {
    return courier == null || !courier.hasNext() || failuresSinceClose >= LAST_ATTEMPTS;
  }

  /** Delivers what there is, until the server prevents it. */
  private void carry() {
    Courier c = courier;
    lock.lock();
    try {
      urgent = false;
      unseen = 0;
      if (c == null || abandoned || System.nanoTime() - nextAttempt < 0) {
        return;
      }
    } finally {
      lock.unlock();
    }
    while (c.hasNext()) {
      long before = journal.number();
      try {
        c.step();
        succeeded(c.hasNext() ? -1 : before);
      } catch (MLFlowServerException e) {
        boolean denial = e.kind() == Kind.DENIED;
        failed(e, denial ? LAST_ATTEMPTS : 1, e.retryAfter());
        return;
      } catch (RuntimeException e) {
        LOG.error("journal {}: cannot be delivered", directory.path(), e);
        failed(e, LAST_ATTEMPTS, Duration.ZERO);
        return;
      }
    }
  }

  private void succeeded(long number) {
    lock.lock();
    try {
      if (failures > 0) {
        LOG.info("journal {}: the server answers again", directory.path());
      }
      failures = 0;
      lastError = "";
      lastProgress = System.nanoTime();
      deliveredNumber = Math.max(deliveredNumber, number);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void failed(RuntimeException e, int weight, Duration asked) {
    lock.lock();
    try {
      if (failures == 0) {
        LOG.warn("{}; records stay in {} and go there later", e.getMessage(), directory.path());
      }
      failures++;
      failuresSinceClose += closing ? weight : 0;
      denied = weight == LAST_ATTEMPTS;
      lastError = String.valueOf(e.getMessage());
      nextAttempt = System.nanoTime() + options.retry().wait(failures, asked).toNanos();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** First tags of every run: who and what it was started by. */
  public static Map<String, String> originTags() {
    return Map.of(
        "mlflow.user",
        System.getProperty("user.name", "unknown"),
        "mlflow.source.type",
        "LOCAL",
        "mlflow.source.name",
        "quant-ml");
  }
}
