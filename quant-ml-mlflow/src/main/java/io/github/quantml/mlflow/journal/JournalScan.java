// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;

/** Reads a journal from its beginning, whole records only. */
public final class JournalScan {
  private static final int SOME = 10_000;

  private JournalScan() {}

  /** Hands over every event that can be read, in order. */
  public static void forEach(JournalDirectory directory, Consumer<Event> to) throws IOException {
    if (!Files.isRegularFile(directory.records())) {
      return;
    }
    forEachRecord(
        directory,
        record -> {
          Event event = record.event();
          if (event != null) {
            to.accept(event);
          }
        });
  }

  static void forEachRecord(JournalDirectory directory, Consumer<Stored> to) throws IOException {
    RecordReader reader = new RecordReader(directory.records());
    long position = 0;
    for (List<Stored> some = reader.read(0, Long.MAX_VALUE, SOME);
        !some.isEmpty();
        some = reader.read(position, Long.MAX_VALUE, SOME)) {
      some.forEach(to);
      position = some.get(some.size() - 1).end();
    }
  }
}
