// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import io.github.quantml.mlflow.MLFlowRunInfo;
import io.github.quantml.mlflow.MLFlowServerException;
import io.github.quantml.mlflow.MLFlowServerException.Kind;
import io.github.quantml.mlflow.rest.ArtifactApi;
import io.github.quantml.mlflow.rest.MetricPoint;
import io.github.quantml.mlflow.rest.VersionInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the records of one journal to a server, in order, each with the effect of exactly one
 * delivery.
 *
 * <p>What the server has is noted after each call. A record whose note may be missing - after a
 * call without a clear answer, or in a journal that was left behind - is looked up on the server
 * before it is sent again: runs by a tag that carries the journal's identifier, metric points in
 * the run's history. Everything else may be sent twice without effect. Not thread-safe.
 */
final class Courier {
  /** Tag that ties a server's run to its journal. */
  static final String TAG = "quantml.journal";

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int WINDOW = 4_000;

  private final Journal journal;
  private final Server server;
  private final Acks acks;
  private final RecordReader reader;
  private final Map<String, Set<MetricPoint>> histories = new HashMap<>();
  private final Map<Integer, Map<String, String>> adoptedParams = new TreeMap<>();
  private final Map<String, String> experiments = new HashMap<>();
  private volatile long position;
  private long uncertainTo;
  private boolean memoryUncertain;
  private final AtomicLong damaged = new AtomicLong();

  Courier(Journal journal, Server server, boolean leftBehind) {
    this.journal = journal;
    this.server = server;
    this.acks = Acks.open(journal.directory().acks());
    this.reader = new RecordReader(journal.directory().records());
    this.position = acks.sent();
    this.uncertainTo = leftBehind ? journal.length() : 0;
  }

  Acks acks() {
    return acks;
  }

  /** Lines that could not be read. */
  long damaged() {
    return damaged.get();
  }

  /** Bytes of the file that are not yet delivered. */
  long pending() {
    return journal.length() - position;
  }

  boolean hasNext() {
    return pending() > 0 || journal.isWaiting();
  }

  /**
   * Delivers the next records.
   *
   * @throws MLFlowServerException when the server prevents it; the same records come next
   */
  void step() {
    long limit = journal.length();
    if (position < limit) {
      List<Stored> window = readWindow(limit);
      deliver(window);
      return;
    }
    List<byte[]> lines = journal.take(WINDOW);
    int delivered = 0;
    try {
      List<Stored> window = lines.stream().map(RecordReader::inMemory).toList();
      for (int i = 0; i < window.size(); ) {
        int next = deliverSome(window, i);
        delivered = next;
        i = next;
      }
      memoryUncertain = false;
    } finally {
      journal.release(delivered);
    }
  }

  private List<Stored> readWindow(long limit) {
    try {
      List<Stored> window = reader.read(position, limit, WINDOW);
      if (window.isEmpty()) {
        throw new IOException("no whole record at byte " + position);
      }
      return window;
    } catch (IOException e) {
      throw new UncheckedIOException(journal.directory().records() + ": " + e.getMessage(), e);
    }
  }

  private void deliver(List<Stored> window) {
    for (int i = 0; i < window.size(); ) {
      i = deliverSome(window, i);
      position = window.get(i - 1).end();
      acks.sent(position);
      if (position >= uncertainTo) {
        histories.clear();
      }
    }
  }

  /** Delivers at least one record from an index and returns the index of the next. */
  private int deliverSome(List<Stored> window, int from) {
    Stored first = window.get(from);
    Event event = first.event();
    if (event == null) {
      if (!first.damage().isEmpty()) {
        damaged.incrementAndGet();
        LOG.error(
            "journal {}: the record that ends at byte {} is damaged ({}) and left out",
            journal.directory().path(),
            first.end(),
            first.damage());
      }
      return from + 1;
    }
    try {
      if (!event.batches()) {
        deliverOne(event);
        return from + 1;
      }
      Map<Integer, Batch> batches = new LinkedHashMap<>();
      boolean uncertain = false;
      int next = from;
      for (; next < window.size(); next++) {
        Event e = window.get(next).event();
        if (e == null || !e.batches()) {
          break;
        }
        if (!acks.runs().containsKey(e.run())) {
          acks.refuse("record of run " + e.run() + ", which never started: " + e);
          continue;
        }
        if (!keep(e)) {
          continue;
        }
        if (!batches.computeIfAbsent(e.run(), Batch::new).add(e)) {
          break;
        }
        uncertain |= isUncertain(window.get(next));
      }
      for (Batch batch : batches.values()) {
        send(batch, uncertain);
      }
      return next;
    } catch (MLFlowServerException e) {
      // Even a call that surely had no effect may follow others of this window that had theirs.
      long end = window.get(window.size() - 1).end();
      uncertainTo = Math.max(uncertainTo, end);
      memoryUncertain |= end < 0;
      histories.clear();
      throw e;
    }
  }

  private boolean isUncertain(Stored stored) {
    return stored.end() < 0 ? memoryUncertain || uncertainTo > 0 : stored.end() <= uncertainTo;
  }

  /** Whether a value may be sent: the parent of an adopted run has set parameters already. */
  private boolean keep(Event event) {
    if (!(event instanceof Event.Param p)) {
      return true;
    }
    Map<String, String> present = adoptedParams(p.run());
    String value = present.get(p.key());
    if (value == null || value.equals(p.value())) {
      return true;
    }
    // mlflow run records values as it quoted them for the shell.
    String quoted = "'" + p.value().replace("'", "'\"'\"'") + "'";
    if (!value.equals(quoted) && !sameNumber(value, p.value())) {
      acks.refuse(
          "parameter '"
              + p.key()
              + "': the run that was adopted has it as '"
              + value
              + "' already, '"
              + p.value()
              + "' is left out");
    }
    return false;
  }

  private static boolean sameNumber(String a, String b) {
    try {
      return Double.parseDouble(a) == Double.parseDouble(b);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private Map<String, String> adoptedParams(int run) {
    Acks.ServerRun known = acks.runs().get(run);
    if (known == null || !known.adopted()) {
      return Map.of();
    }
    Map<String, String> params = adoptedParams.get(run);
    if (params == null) {
      params = server.tracking().run(known.id()).params();
      adoptedParams.put(run, params);
    }
    return params;
  }

  private void send(Batch batch, boolean uncertain) {
    Acks.ServerRun run = known(batch.run());
    if (uncertain) {
      batch.metrics().removeIf(m -> isThere(run.id(), m));
    }
    if (batch.size() == 0) {
      return;
    }
    try {
      server.tracking().logBatch(batch.body(run.id()));
    } catch (MLFlowServerException e) {
      if (e.kind() == Kind.REFUSED || e.kind() == Kind.MISSING) {
        requireRun(run.id(), e);
        if (batch.size() == 1) {
          acks.refuse(batch.describe() + ": " + e.getMessage());
          return;
        }
        // Some of it may have been taken before the rest was refused.
        histories.keySet().removeIf(k -> k.startsWith(run.id() + "/"));
        for (Batch half : batch.halves()) {
          send(half, true);
        }
        return;
      }
      throw e;
    }
  }

  /** The run must be there still; if it is not, its records wait for somebody to restore it. */
  private void requireRun(String id, MLFlowServerException refusal) {
    MLFlowRunInfo info;
    try {
      info = server.tracking().run(id);
    } catch (MLFlowServerException e) {
      if (e.kind() == Kind.MISSING) {
        throw new MLFlowServerException(
            Kind.DENIED, e.status(), "run " + id + " is no longer on the server", refusal);
      }
      throw e;
    }
    if (info.deleted()) {
      throw new MLFlowServerException(
          Kind.DENIED,
          refusal.status(),
          "run "
              + id
              + " is deleted on the server: restore it (`mlflow runs restore --run-id "
              + id
              + "`) and replay",
          refusal);
    }
  }

  private boolean isThere(String runId, Event.Metric m) {
    Set<MetricPoint> history = histories.get(runId + "/" + m.key());
    if (history == null) {
      history = server.tracking().history(runId, m.key());
      histories.put(runId + "/" + m.key(), history);
    }
    return history.contains(new MetricPoint(m.value(), m.time(), m.step()));
  }

  private Acks.ServerRun known(int run) {
    Acks.ServerRun known = acks.runs().get(run);
    if (known == null) {
      throw new IllegalStateException("run " + run + " of the journal never started");
    }
    return known;
  }

  private void deliverOne(Event event) {
    if (event instanceof Event.Started s) {
      start(s);
      return;
    }
    Acks.ServerRun run = acks.runs().get(event.run());
    if (run == null) {
      acks.refuse("record of run " + event.run() + ", which never started: " + event);
      return;
    }
    try {
      if (event instanceof Event.Data d) {
        server.tracking().logInput(run.id(), d.dataset());
      } else if (event instanceof Event.Artifact a) {
        upload(run, a);
      } else if (event instanceof Event.Registered m) {
        register(run, m);
      } else if (event instanceof Event.Ended e && !run.adopted()) {
        server.tracking().endRun(run.id(), e.status(), e.time());
      }
    } catch (MLFlowServerException e) {
      if (e.kind() != Kind.REFUSED && e.kind() != Kind.MISSING) {
        throw e;
      }
      requireRun(run.id(), e);
      acks.refuse(describe(event) + ": " + e.getMessage());
    }
  }

  private static String describe(Event event) {
    return event instanceof Event.Artifact a
        ? "artifact '" + a.path() + "'"
        : event instanceof Event.Data d
            ? "dataset '" + d.dataset().name() + "'"
            : event instanceof Event.Registered m
                ? "registration of model '" + m.model() + "'"
                : "end of the run";
  }

  private void start(Event.Started s) {
    if (acks.runs().containsKey(s.run())) {
      return;
    }
    if (!s.adopted().isEmpty()) {
      MLFlowRunInfo found = adopted(s.adopted());
      acks.run(s.run(), new Acks.ServerRun(found.id(), found.artifactUri(), true));
      return;
    }
    String parentId = "";
    String experimentId;
    if (s.parent() >= 0) {
      parentId = known(s.parent()).id();
      experimentId = server.tracking().run(parentId).experimentId();
    } else {
      experimentId = experimentOf(s);
    }
    String mark = journal.directory().id() + ":" + s.run();
    Optional<MLFlowRunInfo> there =
        uncertainTo > 0 || memoryUncertain
            ? server
                .tracking()
                .searchRuns(experimentId, "tags.`" + TAG + "` = '" + mark + "'", 1)
                .stream()
                .findFirst()
            : Optional.empty();
    MLFlowRunInfo made;
    if (there.isPresent()) {
      made = there.get();
    } else {
      Map<String, String> tags = new TreeMap<>(s.tags());
      tags.put(TAG, mark);
      if (!parentId.isEmpty()) {
        tags.put("mlflow.parentRunId", parentId);
      }
      made = server.tracking().createRun(experimentId, s.name(), s.time(), tags);
    }
    acks.run(s.run(), new Acks.ServerRun(made.id(), made.artifactUri(), false));
  }

  private String experimentOf(Event.Started s) {
    String key = s.experimentId().isEmpty() ? s.experiment() : "id:" + s.experimentId();
    String id = experiments.get(key);
    if (id == null) {
      id =
          s.experimentId().isEmpty()
              ? server.tracking().experiment(s.experiment())
              : s.experimentId();
      experiments.put(key, id);
    }
    return id;
  }

  private MLFlowRunInfo adopted(String id) {
    try {
      return server.tracking().run(id);
    } catch (MLFlowServerException e) {
      if (e.kind() != Kind.MISSING) {
        throw e;
      }
      throw new MLFlowServerException(
          Kind.DENIED,
          e.status(),
          "MLFLOW_RUN_ID '"
              + id
              + "': the server has no such run; its experiments are "
              + server.tracking().experimentNames(20),
          e);
    }
  }

  private void register(Acks.ServerRun run, Event.Registered m) {
    String source = ArtifactApi.under(run.artifactUri(), m.path());
    Map<String, String> there = new TreeMap<>();
    server.artifacts().list(source).forEach(f -> there.put(f.path(), Long.toString(f.size())));
    if (!there.entrySet().containsAll(m.files().entrySet())) {
      acks.refuse(describe(m) + ": of its files " + m.files() + " the server has only " + there);
      return;
    }
    VersionInfo version =
        Registrations.version(
            server.registry(),
            m.model(),
            source,
            run.id(),
            m.tags(),
            uncertainTo > 0 || memoryUncertain);
    if (!m.alias().isEmpty()) {
      server.registry().setAlias(m.model(), m.alias(), version.version().version());
    }
  }

  private void upload(Acks.ServerRun run, Event.Artifact a) {
    Path file = journal.directory().artifacts().resolve(a.file());
    try {
      boolean copied = !a.sha256().isEmpty();
      if (!Files.isRegularFile(file) || (copied && Files.size(file) != a.size())) {
        acks.refuse(
            "artifact '" + a.path() + "': its copy " + file + " is missing or has another length");
        return;
      }
      server.artifacts().upload(ArtifactApi.under(run.artifactUri(), a.path()), file);
    } catch (IOException e) {
      acks.refuse("artifact '" + a.path() + "': " + file + " cannot be read: " + e.getMessage());
    }
  }
}
