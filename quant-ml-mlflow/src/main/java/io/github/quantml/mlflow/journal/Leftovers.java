// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import java.io.IOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What a look through a journal that nobody writes any more finds. Not thread-safe. */
final class Leftovers {
  private final NavigableSet<Integer> open = new TreeSet<>();
  private long length;
  private long records;
  private long lastTime;

  private Leftovers() {}

  static Leftovers of(JournalDirectory directory) throws IOException {
    Leftovers found = new Leftovers();
    JournalScan.forEachRecord(directory, found::add);
    return found;
  }

  private void add(Stored record) {
    if (!record.damage().isEmpty()) {
      return;
    }
    length = record.end();
    records++;
    Event event = record.event();
    if (event instanceof Event.Started s) {
      open.add(s.run());
      lastTime = Math.max(lastTime, s.time());
    } else if (event instanceof Event.Metric m) {
      lastTime = Math.max(lastTime, m.time());
    } else if (event instanceof Event.Ended e) {
      open.remove(e.run());
    }
  }

  /** Offset after the last whole record; what follows is a torn tail. */
  long length() {
    return length;
  }

  long records() {
    return records;
  }

  /** Ends for the runs that have none, inner runs first. */
  List<Event> missingEnds() {
    return open.descendingSet().stream()
        .<Event>map(run -> new Event.Ended(run, "KILLED", lastTime))
        .toList();
  }
}
