// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Contribution;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every member for its view, and goes on without those that throw, talk nonsense or hang.
 *
 * <p>With a deadline the members of one prediction are asked in turn on one worker thread, while
 * the caller watches the clock: one hand-over a prediction. When a member's time is up the worker
 * is interrupted and left behind, and a fresh one asks the rest. A member that two workers are
 * stuck in is not asked again before one of them comes back, so even one that ignores interrupts
 * holds on to two threads at most. Workers are daemons and go away when there is nothing to do.
 */
final class MemberCalls {
  private static final Logger LOG = LoggerFactory.getLogger(MemberCalls.class);
  private static final int MOST_STUCK = 2;
  private static final long IDLE_MILLIS = 1_000;

  private final List<MemberSpec> members;
  private final Duration deadline;
  private final @Nullable ThreadPoolExecutor workers;

  /** When the workers that each member keeps were given up, in nanoseconds of the JVM's clock. */
  private final List<Set<GivenUp>> givenUp = new ArrayList<>();

  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  MemberCalls(List<MemberSpec> members, Duration deadline) {
    this.members = members;
    this.deadline = deadline;
    members.forEach(m -> givenUp.add(ConcurrentHashMap.newKeySet()));
    this.workers = deadline.isZero() ? null : workers();
  }

  /** A worker that was left behind. Not a record: two given up at once are two. */
  private static final class GivenUp {
    final long since = System.nanoTime();
  }

  private boolean isStuck(int m) {
    long now = System.nanoTime();
    int stuck = 0;
    for (GivenUp worker : givenUp.get(m)) {
      stuck += now - worker.since >= deadline.toNanos() ? 1 : 0;
    }
    return stuck >= MOST_STUCK;
  }

  private static ThreadPoolExecutor workers() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_MILLIS,
        TimeUnit.MILLISECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "quant-ml-member");
          thread.setDaemon(true);
          return thread;
        });
  }

  Duration deadline() {
    return deadline;
  }

  /**
   * A member's answer.
   *
   * @param view what it said, null when it had no view
   * @param silence why it had none, null when it had one
   */
  record Answer(Forecast.@Nullable Distribution view, @Nullable Contribution silence) {
    static Answer silent(Contribution why) {
      return new Answer(null, why);
    }
  }

  /** One answer per member. */
  Answer[] ask(BarSeries recent, MarketContext known) {
    Round round = new Round(recent, known);
    if (workers == null) {
      for (int m = 0; m < members.size(); m++) {
        round.answers[m] = askOne(m, recent, known);
      }
      return round.answers;
    }
    return round.run(workers);
  }

  /** One prediction's tour through the members. */
  private final class Round {
    private final BarSeries recent;
    private final MarketContext known;
    private final Answer[] answers = new Answer[members.size()];
    private final long patience = deadline.toNanos();

    /** The member being asked, −1 while none is. */
    private int current = -1;

    private long since;

    /** Counts workers; an answer of an earlier one comes too late. */
    private int worker;

    private final Map<Integer, GivenUp> lateWorkers = new HashMap<>();

    private boolean done;
    private @Nullable Error broken;

    Round(BarSeries recent, MarketContext known) {
      this.recent = recent;
      this.known = known;
    }

    synchronized Answer[] run(ThreadPoolExecutor executor) {
      Future<?> task = start(executor, 0);
      while (!done) {
        long left = current < 0 ? patience : since + patience - System.nanoTime();
        if (left <= 0) {
          int late = current;
          answers[late] = tooLate(late);
          GivenUp given = new GivenUp();
          lateWorkers.put(worker, given);
          givenUp.get(late).add(given);
          worker++;
          task.cancel(true);
          if (late == members.size() - 1) {
            done = true;
          } else {
            task = start(executor, late + 1);
          }
        } else {
          await(task, left);
        }
      }
      if (broken != null) {
        throw broken;
      }
      return answers;
    }

    private void await(Future<?> task, long nanos) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, nanos);
      } catch (InterruptedException e) {
        worker++;
        task.cancel(true);
        Thread.currentThread().interrupt();
        throw new CancellationException(recent.symbol() + ": interrupted while predicting");
      }
    }

    private Future<?> start(ThreadPoolExecutor executor, int from) {
      int mine = worker;
      current = -1;
      return executor.submit(() -> work(mine, from));
    }

    private void work(int mine, int from) {
      for (int m = from; m < members.size(); m++) {
        synchronized (this) {
          if (worker != mine) {
            return;
          }
          current = m;
          since = System.nanoTime();
        }
        Answer answer = null;
        Error error = null;
        try {
          answer = askOne(m, recent, known);
        } catch (Error e) { // the caller is to see it, not this thread's handler
          error = e;
        }
        synchronized (this) {
          if (worker != mine) {
            // Null after the caller itself was interrupted and stopped waiting for anybody.
            GivenUp given = lateWorkers.remove(mine);
            if (given != null) {
              givenUp.get(m).remove(given);
            }
            return;
          }
          current = -1; // between two members nobody's time runs
          if (answer != null) {
            answers[m] = answer;
          }
          broken = error;
          done = error != null || m == members.size() - 1;
          if (done) {
            notifyAll();
            return;
          }
        }
      }
    }
  }

  private Answer tooLate(int m) {
    String name = members.get(m).name();
    String error = "no answer within " + deadline.toMillis() + " ms";
    warn(name, error, null);
    return Answer.silent(new Contribution.Failed(name, error));
  }

  private Answer askOne(int m, BarSeries recent, MarketContext known) {
    MemberSpec member = members.get(m);
    String name = member.name();
    Model model = member.model();
    if (model == null) {
      return Answer.silent(new Contribution.Abstained(name, "" + member.absence()));
    }
    if (!member.uses().isEmpty()) {
      String missing = MemberSpec.missing(member.uses(), known.items());
      if (!missing.isEmpty()) {
        return Answer.silent(new Contribution.Abstained(name, "needs " + missing));
      }
    }
    if (recent.size() < model.warmUp()) {
      return Answer.silent(
          new Contribution.Abstained(
              name, "needs " + model.warmUp() + " bars, got " + recent.size()));
    }
    if (isStuck(m)) {
      return Answer.silent(
          new Contribution.Failed(name, "still busy with predictions it never finished"));
    }
    try {
      Forecast forecast = model.predict(recent, known);
      if (forecast instanceof Forecast.Distribution d) {
        return new Answer(MemberView.sane(d), null);
      }
      return Answer.silent(
          new Contribution.Abstained(name, ((Forecast.Abstained) forecast).reason()));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      // A member's bug, or a library it lacks, must not take the others down.
      String error = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      warn(name, error, e);
      return Answer.silent(new Contribution.Failed(name, error));
    }
  }

  /** Warns once a member; a member that fails at every bar would drown everything else. */
  private void warn(String member, String error, @Nullable Throwable cause) {
    if (warned.add(member)) {
      LOG.warn("member {} is left out of a prediction: {}", member, error, cause);
    } else {
      LOG.debug("member {} is left out of a prediction: {}", member, error, cause);
    }
  }
}
