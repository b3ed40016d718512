// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.spi.TrackedRun;
import io.github.quantml.pipeline.file.CheckedLine;
import io.github.quantml.pipeline.file.DurableFiles;
import io.github.quantml.pipeline.file.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open run of a {@link LocalTracker}.
 *
 * <p>Settings, notes, data sets and artifacts are in the operating system's hands when the call
 * returns, and outlive a kill of the process; points of metrics are collected and follow within a
 * second. All are on the disk once the run is closed. A disk that takes no more does not stop the
 * training: what it refused is counted by {@link #lost}. Thread-safe.
 */
public final class LocalRun implements TrackedRun {
  private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

  private final LocalTracker tracker;
  private final RunFiles files;
  private final RunFiles.Head head;
  private final Clock clock;
  private final AppendFile events;
  private final AppendFile points;
  private final MetricFile.Writer metrics;
  private final Map<String, String> params = new HashMap<>();
  private final Map<String, String> artifacts = new HashMap<>();
  private final List<LocalRun> children = new ArrayList<>();
  private RunStatus status = RunStatus.FINISHED;
  private boolean closed;
  private long lost;

  LocalRun(LocalTracker tracker, RunFiles files, RunFiles.Head head, Clock clock)
      throws IOException {
    this.tracker = tracker;
    this.files = files;
    this.head = head;
    this.clock = clock;
    this.events = new AppendFile(files.events());
    this.points = new AppendFile(files.metrics());
    this.metrics = new MetricFile.Writer(points);
  }

  @Override
  public String id() {
    return head.id();
  }

  public Path directory() {
    return files.directory;
  }

  String session() {
    return head.session();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("run " + id() + " is closed");
    }
  }

  private void tell(String event, Json.Fields fields) {
    byte[] line =
        CheckedLine.of(
            out -> {
              out.writeStringField("event", event);
              fields.writeTo(out);
            });
    try {
      events.append(ByteBuffer.wrap(line));
    } catch (IOException e) {
      lose(e);
    }
  }

  private void lose(IOException e) {
    if (lost++ == 0) {
      LOG.warn(
          "run {}: {} takes no records, they are lost: {}", id(), files.directory, e.toString());
    }
  }

  /**
   * A setting of the run; the same value twice is no error. A value longer than 100,000 characters
   * is cut, and its whole text kept as artifact {@code params/KEY.txt}.
   */
  @Override
  public synchronized void param(String key, Object value) {
    Names.key("parameter", key);
    requireOpen();
    String text = String.valueOf(value);
    String before = params.putIfAbsent(key, text);
    if (before != null) {
      if (before.equals(text)) {
        return;
      }
      throw new IllegalArgumentException(
          "parameter '" + key + "': is '" + before + "' already, cannot become '" + text + "'");
    }
    note("param", key, cut("params", key, text));
  }

  private void note(String event, String key, String value) {
    tell(
        event,
        out -> {
          out.writeStringField("key", key);
          out.writeStringField("value", value);
        });
  }

  private String cut(String folder, String key, String text) {
    if (text.length() <= Names.LONGEST_TEXT) {
      return text;
    }
    String path = folder + "/" + key + ".txt";
    artifact(path, text.getBytes(StandardCharsets.UTF_8));
    String end = "... (whole: artifact " + path + ")";
    return text.substring(0, Names.LONGEST_TEXT - end.length()) + end;
  }

  /** A measured value at a step; NaN and infinities are kept as such. */
  @Override
  public synchronized void metric(String key, double value, long step) {
    Names.key("metric", key);
    requireOpen();
    try {
      metrics.add(key, value, step, clock.millis());
    } catch (IOException e) {
      lose(e);
    }
  }

  /** A free note; a later one of the same key replaces it. */
  @Override
  public synchronized void tag(String key, String value) {
    Names.key("tag", key);
    requireOpen();
    note("tag", key, cut("tags", key, value));
  }

  @Override
  public synchronized void dataset(BarSeries bars, String use) {
    Names.title("use of a dataset", use);
    requireOpen();
    int n = bars.size();
    tell(
        "dataset",
        out -> {
          out.writeStringField("symbol", bars.symbol());
          out.writeStringField("interval", bars.interval().toString());
          out.writeNumberField("bars", n);
          out.writeStringField("from", n == 0 ? "" : bars.time(0).toString());
          out.writeStringField("to", n == 0 ? "" : bars.time(n - 1).toString());
          out.writeStringField("fingerprint", String.format("%016x", bars.fingerprint()));
          out.writeStringField("use", use);
        });
  }

  private interface Content {
    void copyTo(Path draft) throws IOException;
  }

  /**
   * Keeps a copy of a file; a later one at the same path replaces it.
   *
   * @throws IllegalArgumentException when the path is not relative or leaves the run's artifacts,
   *     or the file cannot be read
   */
  @Override
  public void artifact(String path, Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "artifact '" + path + "': " + file + " is no readable file");
    }
    keep(path, draft -> Files.copy(file, draft, StandardCopyOption.COPY_ATTRIBUTES));
  }

  /** Keeps bytes as an artifact. */
  public void artifact(String path, byte[] content) {
    keep(path, draft -> Files.write(draft, content));
  }

  /** Keeps text as an artifact. */
  public void artifact(String path, String text) {
    artifact(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void keep(String path, Content content) {
    Names.path(path);
    requireOpen();
    String before = artifacts.get(path);
    // The copy has its final name before the log tells of it, and the one it replaces goes last.
    String name = path;
    for (int n = 2; Files.exists(files.artifacts().resolve(name), LinkOption.NOFOLLOW_LINKS); n++) {
      name = path + "~" + n;
    }
    Path target = files.artifacts().resolve(name);
    Path draft = files.artifacts().resolve(".draft-" + UUID.randomUUID());
    try {
      Files.createDirectories(target.getParent());
      content.copyTo(draft);
      String sha256 = DurableFiles.sha256(draft);
      long bytes = Files.size(draft);
      DurableFiles.move(draft, target);
      String stored = name;
      tell(
          "artifact",
          out -> {
            out.writeStringField("path", path);
            out.writeStringField("file", stored);
            out.writeNumberField("bytes", bytes);
            out.writeStringField("sha256", sha256);
          });
      artifacts.put(path, name);
      if (before != null) {
        Files.deleteIfExists(files.artifacts().resolve(before));
      }
    } catch (IOException e) {
      lose(e);
      deleteQuietly(draft);
    }
  }

  private static void deleteQuietly(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      LOG.debug("{} stays", draft, e);
    }
  }

  @Override
  public LocalRun child(String runName) {
    Names.title("run name", runName);
    synchronized (this) {
      requireOpen();
      LocalRun child = tracker.start(head.experiment(), runName, head.id());
      children.add(child);
      return child;
    }
  }

  /** Marks the run as failed; the error is kept as tag {@code quantml.error}, its trace as file. */
  @Override
  public void fail(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    synchronized (this) {
      requireOpen();
      status = RunStatus.FAILED;
      tag("quantml.error", String.valueOf(error));
      artifact("error.txt", trace.toString());
    }
  }

  /** Brings everything told so far to the disk. */
  public synchronized void flush() {
    if (closed) {
      return;
    }
    try {
      metrics.sync();
      events.sync();
    } catch (IOException e) {
      lose(e);
    }
  }

  /** Hands collected points to the operating system. */
  synchronized void push() {
    if (closed) {
      return;
    }
    try {
      metrics.flush();
    } catch (IOException e) {
      lose(e);
    }
  }

  /** How often the disk took no records; 0 unless it is full or gone. */
  public synchronized long lost() {
    return lost;
  }

  /** Ends the run, and those inside it that are open. Closing twice does nothing. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      children.forEach(LocalRun::close);
      children.clear();
      flush();
      Instant now = Instant.now(clock);
      tell(
          "end",
          out -> {
            out.writeStringField("status", status.name());
            out.writeStringField("time", now.toString());
            out.writeNumberField("points", metrics.points());
          });
      flush();
      closed = true;
      try {
        events.close();
        points.close();
      } catch (IOException e) {
        lose(e);
      }
    }
    tracker.ended(this);
  }

  @Override
  public String toString() {
    return "run " + id() + " '" + head.name() + "' of '" + head.experiment() + "'";
  }
}
