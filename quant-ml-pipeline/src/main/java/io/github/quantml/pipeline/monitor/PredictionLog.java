// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.pipeline.file.CheckedLine;
import io.github.quantml.pipeline.file.DirectoryLock;
import io.github.quantml.pipeline.file.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An append-only log of served predictions, joined with what came.
 *
 * <p>Each prediction is a line of JSON that carries its own checksum, in files {@code
 * predictions-N.jsonl} of about 64 MiB. A line is in the operating system's hands when {@link
 * #append} returns. Threads and processes take turns; the end that a killed writer tore off is cut
 * before the next line. A damaged line costs that line, and is reported by {@link Reading#faults}.
 * The first record of a (symbol, asOf, horizon, model, version) counts, the others do not.
 * Thread-safe; touches no file until it is used.
 */
public final class PredictionLog {
  private static final Pattern NAME = Pattern.compile("predictions-([1-9][0-9]{0,8})\\.jsonl");
  private static final long SEGMENT = 64L << 20;
  private static final int REMEMBERED = 10_000;

  private final Path root;
  private final Clock clock;
  private final long segment;
  private final Map<LoggedPrediction.Key, Boolean> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LoggedPrediction.Key, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  PredictionLog(Path root, Clock clock, long segment) {
    this.root = root;
    this.clock = clock;
    this.segment = segment;
  }

  /** A log in a directory, which the first prediction makes. */
  public static PredictionLog in(Path root) {
    return in(root, Clock.systemUTC());
  }

  /** A log whose predictions are served when {@code clock} says. */
  public static PredictionLog in(Path root, Clock clock) {
    return new PredictionLog(root, clock, SEGMENT);
  }

  /** Logs a prediction served now by a version of a model. */
  public void append(Prediction prediction, String model, int version) {
    append(LoggedPrediction.of(prediction, model, version, Instant.now(clock)));
  }

  /** Logs a prediction, unless this log has lately taken the same one. */
  public synchronized void append(LoggedPrediction prediction) {
    if (recent.containsKey(prediction.key())) {
      return;
    }
    byte[] line = PredictionCodec.encode(prediction);
    try {
      Files.createDirectories(root);
      DirectoryLock.holding(
          root,
          () -> {
            write(line);
            return line;
          });
    } catch (IOException e) {
      throw new QuantMlException("prediction log " + root + ": cannot be written: " + e, e);
    }
    recent.put(prediction.key(), true);
  }

  private void write(byte[] line) throws IOException {
    List<Path> files = files();
    int last = files.isEmpty() ? 1 : number(files.get(files.size() - 1));
    Path file = file(last);
    if (Files.exists(file) && Files.size(file) >= segment) {
      file = file(last + 1);
    }
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      long end = repaired(out);
      ByteBuffer buffer = ByteBuffer.wrap(line);
      try {
        for (long at = end; buffer.hasRemaining(); ) {
          at += out.write(buffer, at);
        }
      } catch (IOException e) {
        out.truncate(end);
        throw e;
      }
    }
  }

  /** The length of the file without an end that was torn off. */
  private static long repaired(FileChannel file) throws IOException {
    long size = file.size();
    ByteBuffer one = ByteBuffer.allocate(1);
    if (size == 0 || (file.read(one, size - 1) == 1 && one.get(0) == '\n')) {
      return size;
    }
    int length = (int) Math.min(size, CheckedLine.LONGEST);
    ByteBuffer tail = ByteBuffer.allocate(length);
    for (long at = size - length; tail.hasRemaining(); ) {
      int n = file.read(tail, at);
      if (n < 0) {
        throw new IOException("the log shrank while it was read");
      }
      at += n;
    }
    int start = length;
    while (start > 0 && tail.get(start - 1) != '\n') {
      start--;
    }
    long whole = size - length + start;
    file.truncate(whole);
    return whole;
  }

  private Path file(int number) {
    return root.resolve("predictions-" + number + ".jsonl");
  }

  private static int number(Path file) {
    return Integer.parseInt(String.valueOf(file.getFileName()).replaceAll("[^0-9]", ""));
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path file : DurableFiles.list(root)) {
      if (NAME.matcher(String.valueOf(file.getFileName())).matches()) {
        files.add(file);
      }
    }
    files.sort((a, b) -> Integer.compare(number(a), number(b)));
    return files;
  }

  /**
   * What the log holds.
   *
   * @param predictions in the order they were logged, each once
   * @param duplicates records of a prediction that was logged already
   * @param faults damaged lines, by file and line
   */
  public record Reading(List<LoggedPrediction> predictions, int duplicates, List<String> faults) {
    public Reading {
      predictions = List.copyOf(predictions);
      faults = List.copyOf(faults);
    }
  }

  /** Reads every prediction. */
  public Reading read() {
    List<LoggedPrediction> predictions = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    Set<LoggedPrediction.Key> keys = new HashSet<>();
    int[] duplicates = new int[1];
    try {
      for (Path file : files()) {
        byte[] content = DurableFiles.read(file, 2 * SEGMENT);
        int from = 0;
        int line = 1;
        for (int at = 0; at < content.length; at++) {
          if (content[at] != '\n') {
            continue;
          }
          try {
            LoggedPrediction p = PredictionCodec.decode(CheckedLine.parse(content, from, at));
            if (keys.add(p.key())) {
              predictions.add(p);
            } else {
              duplicates[0]++;
            }
          } catch (IOException | DateTimeException | InvalidDataException e) {
            faults.add(file + ": line " + line + " " + e.getMessage());
          }
          from = at + 1;
          line++;
        }
      }
    } catch (IOException e) {
      throw new QuantMlException("prediction log " + root + ": cannot be read: " + e, e);
    }
    return new Reading(predictions, duplicates[0], faults);
  }

  /** Predictions joined with what came, by the bars of one instrument: {@link Joined#of}. */
  public Joined join(BarSeries bars) {
    return Joined.of(read().predictions(), bars);
  }

  @Override
  public String toString() {
    return "prediction log in " + root;
  }
}
