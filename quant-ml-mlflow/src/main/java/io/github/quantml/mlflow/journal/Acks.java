// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import io.github.quantml.mlflow.rest.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server has of a journal, in an append-only file beside it. When it cannot be written, what
 * is not noted is looked up on the server by the next replay. Not thread-safe.
 */
final class Acks {
  private static final Logger LOG = LoggerFactory.getLogger(Acks.class);
  private static final long LONGEST = 64L << 20;

  private final Path file;
  private final Map<Integer, ServerRun> runs = new ConcurrentSkipListMap<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile long sent;
  private boolean done;
  private boolean told;

  /**
   * A run on the server.
   *
   * @param id its identifier
   * @param artifactUri where its artifacts lie
   * @param adopted whether another program made it and will end it
   */
  record ServerRun(String id, String artifactUri, boolean adopted) {}

  private Acks(Path file) {
    this.file = file;
  }

  /** Reads what is noted and cuts off a torn tail. */
  static Acks open(Path file) {
    Acks acks = new Acks(file);
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
        acks.read(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      acks.complain(e);
    }
    return acks;
  }

  private void read(byte[] bytes) throws IOException {
    int whole = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        try {
          note(Lines.parse(bytes, whole, i));
        } catch (IOException e) {
          break;
        }
        whole = i + 1;
      }
    }
    if (whole < bytes.length) {
      try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
        f.setLength(whole);
      }
    }
  }

  private void note(Json line) {
    switch (line.get("a").text()) {
      case "run" ->
          runs.put(
              (int) line.get("r").integer(-1),
              new ServerRun(
                  line.get("id").text(),
                  line.get("uri").text(),
                  line.get("adopted").text().equals("true")));
      case "sent" -> sent = Math.max(sent, line.get("to").integer(0));
      case "refused" -> refused.add(line.get("why").text());
      case "done" -> done = true;
      default -> LOG.warn("{}: unknown note '{}'", file, line.get("a").text());
    }
  }

  private void write(Json.Body fields) {
    try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(Lines.of(fields));
    } catch (IOException e) {
      complain(e);
    }
  }

  private void complain(IOException e) {
    if (!told) {
      told = true;
      LOG.warn("{}: what the server has cannot be noted ({})", file, e.toString());
    }
  }

  Map<Integer, ServerRun> runs() {
    return runs;
  }

  void run(int number, ServerRun run) {
    runs.put(number, run);
    write(
        out -> {
          out.writeStringField("a", "run");
          out.writeNumberField("r", number);
          out.writeStringField("id", run.id());
          out.writeStringField("uri", run.artifactUri());
          out.writeStringField("adopted", Boolean.toString(run.adopted()));
        });
  }

  long sent() {
    return sent;
  }

  void sent(long to) {
    if (to > sent) {
      sent = to;
      write(
          out -> {
            out.writeStringField("a", "sent");
            out.writeNumberField("to", to);
          });
    }
  }

  /** What the server, or this side, will never take, in words. */
  List<String> refused() {
    return refused;
  }

  void refuse(String why) {
    String text = why.length() > 2_000 ? why.substring(0, 2_000) + "..." : why;
    refused.add(text);
    LOG.warn("not tracked: {}", text);
    write(
        out -> {
          out.writeStringField("a", "refused");
          out.writeStringField("why", text);
        });
  }

  boolean isDone() {
    return done;
  }

  void done() {
    if (!done) {
      done = true;
      write(out -> out.writeStringField("a", "done"));
    }
  }
}
