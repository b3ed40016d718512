// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.api.QuantMlException;
import io.github.quantml.math.random.CounterRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One study under way: hands trials to threads in the order that makes their number not matter. */
final class Search {
  /** How often other processes' lines are looked for while there is nothing to do. */
  private static final long POLL_MILLIS = 20;

  private static final int WAIT = -1;
  private static final int STOP = -2;

  private final Tuner tuner;
  private final Objective objective;
  private final Board board = new Board();
  private final CounterRandom root;
  private final Proposer proposer;
  private final int total;
  private final Instant deadline;
  private final StudyLog log;
  private final Set<Integer> running = new HashSet<>();
  private @Nullable Journal journal;
  private @Nullable Throwable broken;
  private Study.Ending ending = Study.Ending.TRIALS;
  private int told;

  Search(Tuner tuner, Objective objective) {
    this.tuner = tuner;
    this.objective = objective;
    this.root = CounterRandom.of(tuner.seed);
    this.proposer = tuner.sampler.start(tuner.space, tuner.direction, tuner.seed);
    this.total = (int) Math.min(tuner.trials, tuner.sampler.limit(tuner.space));
    this.deadline = tuner.clock.instant().plus(tuner.timeout);
    this.log = new StudyLog(tuner.run, tuner.direction);
  }

  Study run() {
    if (tuner.journal != null) {
      JournalHeader header =
          JournalHeader.of(
              tuner.space, tuner.direction, tuner.sampler, tuner.pruner, tuner.seed, tuner.width);
      journal = Journal.join(tuner.journal, header, tuner.space, board);
    }
    try {
      work();
      if (broken != null) {
        throw broken instanceof RuntimeException r
            ? r
            : new QuantMlException("the study broke off: " + broken, broken);
      }
      Study study =
          new Study(tuner.space, tuner.direction, board.results(), board.started(), ending);
      log.end(study);
      return study;
    } finally {
      if (journal != null) {
        journal.close();
      }
    }
  }

  private void work() {
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < Math.min(tuner.threads, tuner.width); i++) {
      Thread thread = new Thread(this::loop, "quant-ml-tuner-" + i);
      thread.setDaemon(true);
      thread.start();
      others.add(thread);
    }
    loop();
    for (Thread thread : others) {
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          stop(new QuantMlException("interrupted while tuning", e));
          thread.interrupt();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void loop() {
    try {
      for (Trial trial = next(); trial != null; trial = next()) {
        TrialResult result = evaluate(trial);
        if (result == null) {
          cancelled();
          return;
        }
        end(result);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(new QuantMlException("interrupted while tuning", e));
    } catch (Throwable e) {
      // Not a failure of one trial: the whole study ends, and run() tells the caller.
      stop(e);
    }
  }

  private synchronized void cancelled() {
    ending = Study.Ending.CANCELLED;
    notifyAll();
  }

  private synchronized void stop(Throwable cause) {
    if (broken == null) {
      broken = cause;
    }
    notifyAll();
  }

  /** The result; null if the caller cancelled it in the middle, so that it has none. */
  private @Nullable TrialResult evaluate(Trial trial) throws InterruptedException {
    try {
      double value = objective.evaluate(trial);
      return Math.abs(value) < Double.POSITIVE_INFINITY
          ? trial.complete(value)
          : trial.failed("the value is not finite: " + value);
    } catch (PrunedException e) {
      return trial.pruned(e.why());
    } catch (InterruptedException e) {
      throw e;
    } catch (CancellationException e) {
      return tuner.cancellation.isRequested() ? null : trial.failed(e.toString());
    } catch (Exception e) {
      return trial.failed(e.toString());
    }
  }

  private void end(TrialResult result) {
    int done;
    synchronized (this) {
      running.remove(result.number());
      record(new JournalRecord.End(result));
      log.settled(board.first(board.settled()));
      done = board.done();
      notifyAll();
    }
    tuner.progress.update("tuning", Math.min(done, total), total);
  }

  private void record(JournalRecord line) {
    Journal shared = journal;
    if (shared == null) {
      board.apply(line);
      return;
    }
    shared.exclusively(
        () -> {
          shared.append(line);
          return line;
        });
  }

  private synchronized @Nullable Trial next() throws InterruptedException {
    while (true) {
      int number = choose();
      if (number >= 0) {
        running.add(number);
        Verdict verdict = tuner.pruner.judge(number, known(number), tuner.direction);
        long seed = root.split(number).split(1).nextLong();
        return new Trial(tuner.space, number, seed, board.values(number), verdict);
      }
      if (number == STOP) {
        notifyAll();
        return null;
      }
      if (journal == null) {
        wait();
      } else {
        wait(POLL_MILLIS);
      }
    }
  }

  /** Chooses what to do next and writes it down; a trial's number, WAIT or STOP. */
  private int choose() {
    return journal == null ? decide() : journal.exclusively(this::decide);
  }

  private int decide() {
    if (broken != null) {
      return STOP;
    }
    boolean othersAtWork = false;
    if (journal != null) {
      for (int i = board.settled(); i < board.started(); i++) {
        if (board.isOpen(i) && !running.contains(i)) {
          if (journal.isAlive(board.worker(i)) && board.worker(i) != journal.worker()) {
            othersAtWork = true;
          } else if (mayBegin()) {
            begin(i, board.values(i));
            return i;
          }
        }
      }
    }
    int next = board.started();
    if (next >= total) {
      return othersAtWork && mayBegin() ? WAIT : STOP;
    }
    if (!mayBegin()) {
      return STOP;
    }
    if (board.settled() < next - tuner.width + 1) {
      return WAIT;
    }
    begin(next, propose(next));
    return next;
  }

  private boolean mayBegin() {
    if (tuner.cancellation.isRequested()) {
      ending = Study.Ending.CANCELLED;
      return false;
    }
    if (!tuner.clock.instant().isBefore(deadline)) {
      ending = Study.Ending.TIMEOUT;
      return false;
    }
    return true;
  }

  private void begin(int trial, double[] values) {
    JournalRecord line =
        new JournalRecord.Start(trial, journal == null ? 1 : journal.worker(), values);
    if (journal == null) {
      board.apply(line);
    } else {
      journal.append(line);
    }
  }

  /** The results that a trial may know: the rule on which determinism rests. */
  private List<TrialResult> known(int trial) {
    return board.first(Math.max(0, trial - tuner.width + 1));
  }

  private double[] propose(int trial) {
    List<TrialResult> known = known(trial);
    for (; told < known.size(); told++) {
      proposer.tell(known.get(told));
    }
    List<double[]> pending = new ArrayList<>();
    for (int i = known.size(); i < trial; i++) {
      pending.add(board.values(i));
    }
    return proposer.propose(trial, pending, root.split(trial).split(0));
  }
}
