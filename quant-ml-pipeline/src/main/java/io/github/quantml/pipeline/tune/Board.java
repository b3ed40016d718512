// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.api.InvalidDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which trials have been begun, by whom, and how they ended. */
final class Board {
  private final List<double[]> values = new ArrayList<>();
  private final List<Integer> workers = new ArrayList<>();
  private final List<@Nullable TrialResult> results = new ArrayList<>();
  private TrialResult[] settled = new TrialResult[16];
  private int settledCount;
  private int done;
  private int lastWorker;

  /** Takes in one line of a journal. */
  void apply(JournalRecord line) {
    if (line instanceof JournalRecord.Join j) {
      lastWorker = Math.max(lastWorker, j.worker());
    } else if (line instanceof JournalRecord.Start s) {
      start(s.trial(), s.worker(), s.values());
    } else if (line instanceof JournalRecord.End e) {
      end(e.result());
    } else {
      throw new InvalidDataException("a second head");
    }
  }

  private void start(int trial, int worker, double[] of) {
    if (trial > started() || (trial < started() && results.get(trial) != null)) {
      throw new InvalidDataException("trial " + trial + " cannot begin here");
    }
    if (trial == started()) {
      values.add(of);
      workers.add(worker);
      results.add(null);
    } else {
      workers.set(trial, worker);
    }
  }

  private void end(TrialResult result) {
    if (result.number() >= started() || results.get(result.number()) != null) {
      throw new InvalidDataException("trial " + result.number() + " cannot end here");
    }
    results.set(result.number(), result);
    done++;
    while (settledCount < started()) {
      TrialResult next = results.get(settledCount);
      if (next == null) {
        break;
      }
      if (settledCount == settled.length) {
        settled = Arrays.copyOf(settled, 2 * settled.length);
      }
      settled[settledCount++] = next;
    }
  }

  /** How many have been begun: the number of the next. */
  int started() {
    return values.size();
  }

  /** How many have ended. */
  int done() {
    return done;
  }

  int lastWorker() {
    return lastWorker;
  }

  /** How many have ended without a gap before them. */
  int settled() {
    return settledCount;
  }

  /**
   * The first results, by number: a view that other threads may read, since what it shows is never
   * written again.
   *
   * @param count at most {@link #settled}
   */
  List<TrialResult> first(int count) {
    return Arrays.asList(settled).subList(0, count);
  }

  boolean isOpen(int trial) {
    return results.get(trial) == null;
  }

  int worker(int trial) {
    return workers.get(trial);
  }

  double[] values(int trial) {
    return values.get(trial);
  }

  /** All results by number. */
  List<TrialResult> results() {
    List<TrialResult> all = new ArrayList<>();
    for (TrialResult result : results) {
      if (result != null) {
        all.add(result);
      }
    }
    return all;
  }
}
