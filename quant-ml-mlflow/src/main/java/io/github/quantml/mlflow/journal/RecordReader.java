// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import io.github.quantml.mlflow.rest.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a file of records piecewise. Not thread-safe. */
final class RecordReader {
  private static final int CHUNK = 1 << 18;

  private final Path file;

  RecordReader(Path file) {
    this.file = file;
  }

  /** Records from an offset, at most so many, that end at or before a limit. */
  List<Stored> read(long offset, long limit, int most) throws IOException {
    List<Stored> found = new ArrayList<>();
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long end = Math.min(limit, in.length());
      byte[] chunk = new byte[CHUNK];
      int held = 0;
      boolean skipping = false;
      long position = offset;
      in.seek(offset);
      while (found.size() < most && position + held < end) {
        if (held == chunk.length && held > Lines.LONGEST) {
          // No record is as long as this: whatever it is, the next one begins after its end.
          skipping = true;
          position += held;
          held = 0;
        } else if (held == chunk.length) {
          chunk = Arrays.copyOf(chunk, 2 * chunk.length);
        }
        int wanted = (int) Math.min(chunk.length - held, end - position - held);
        int got = in.read(chunk, held, wanted);
        if (got < 0) {
          break;
        }
        int from = 0;
        int total = held + got;
        for (int i = held; i < total && found.size() < most; i++) {
          if (chunk[i] == '\n') {
            found.add(
                skipping
                    ? new Stored(null, position + i + 1, "longer than any record")
                    : record(chunk, from, i, position + i + 1));
            skipping = false;
            from = i + 1;
          }
        }
        held = total - from;
        System.arraycopy(chunk, from, chunk, 0, held);
        position += from;
      }
    }
    return found;
  }

  private static Stored record(byte[] bytes, int from, int to, long end) {
    try {
      Json line = Lines.parse(bytes, from, to);
      boolean header = line.get("e").text().equals("journal");
      return new Stored(header ? null : EventCodec.event(line), end, "");
    } catch (IOException e) {
      return new Stored(null, end, String.valueOf(e.getMessage()));
    }
  }

  /** One line that waits in memory. */
  static Stored inMemory(byte[] line) {
    Stored stored = record(line, 0, line.length - 1, -1);
    return new Stored(stored.event(), -1, stored.damage());
  }
}
