// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Provenance;
import io.github.quantml.pipeline.file.CheckedLine;
import io.github.quantml.pipeline.file.DurableFiles;
import io.github.quantml.pipeline.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of one run. */
final class RunFiles {
  static final String ARTIFACTS = "artifacts";
  private static final int FORMAT = 1;
  private static final long LONGEST_LOG = 1L << 30;

  final Path directory;

  RunFiles(Path directory) {
    this.directory = directory;
  }

  /** What is known when a run starts. */
  record Head(
      String id,
      String parent,
      String experiment,
      String name,
      Instant started,
      String session,
      long pid) {}

  private Path head() {
    return directory.resolve("run.json");
  }

  Path events() {
    return directory.resolve("events.jsonl");
  }

  Path metrics() {
    return directory.resolve("metrics.bin");
  }

  Path artifacts() {
    return directory.resolve(ARTIFACTS);
  }

  /** Writes what a new run consists of; the directory is a draft still. */
  void create(Head head) throws IOException {
    Files.createDirectories(artifacts());
    DurableFiles.write(
        head(),
        CheckedLine.of(
            out -> {
              out.writeNumberField("format", FORMAT);
              out.writeStringField("id", head.id());
              out.writeStringField("parent", head.parent());
              out.writeStringField("experiment", head.experiment());
              out.writeStringField("name", head.name());
              out.writeStringField("started", head.started().toString());
              out.writeStringField("session", head.session());
              out.writeNumberField("pid", head.pid());
              out.writeStringField("library", Provenance.LIBRARY_VERSION);
            }));
    Files.createFile(events());
    Files.createFile(metrics());
    DurableFiles.sync(directory);
  }

  Head readHead() {
    try {
      Json json = CheckedLine.only(DurableFiles.read(head(), CheckedLine.LONGEST));
      if (json.integer("format") != FORMAT) {
        throw new IOException(
            "has format " + json.text("format") + ", this library reads format " + FORMAT);
      }
      return new Head(
          json.text("id"),
          json.text("parent"),
          json.text("experiment"),
          json.text("name"),
          Instant.parse(json.text("started")),
          json.text("session"),
          json.integer("pid"));
    } catch (IOException | DateTimeException e) {
      throw damaged(head(), e);
    }
  }

  private static InvalidDataException damaged(Path file, Exception e) {
    return new InvalidDataException(
        file + ": " + (e instanceof NoSuchFileException ? "is missing" : e.getMessage()), e);
  }

  /** What the lines of a run's log add up to. */
  private static final class Told {
    final Map<String, String> params = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();
    final List<RunInfo.DatasetNote> datasets = new ArrayList<>();
    final Map<String, RunInfo.Artifact> artifacts = new TreeMap<>();
    Optional<RunStatus> status = Optional.empty();
    Optional<Instant> ended = Optional.empty();
    long points = -1;
  }

  /** The run, whose process lives or does not. */
  RunInfo info(boolean lives) {
    return info(readHead(), told(), lives);
  }

  private RunInfo info(Head head, Told told, boolean lives) {
    return new RunInfo(
        head.id(),
        head.parent().isEmpty() ? Optional.empty() : Optional.of(head.parent()),
        head.experiment(),
        head.name(),
        told.status.orElse(lives ? RunStatus.RUNNING : RunStatus.KILLED),
        head.started(),
        told.ended,
        Collections.unmodifiableMap(told.params),
        Collections.unmodifiableMap(told.tags),
        List.copyOf(told.datasets),
        Collections.unmodifiableMap(told.artifacts),
        directory);
  }

  RunRecord record(boolean lives) {
    Told told = told();
    try {
      return new RunRecord(info(readHead(), told, lives), MetricFile.read(metrics(), told.points));
    } catch (IOException e) {
      throw damaged(metrics(), e);
    }
  }

  private Told told() {
    Told told = new Told();
    int line = 1;
    try {
      byte[] log = DurableFiles.read(events(), LONGEST_LOG);
      int from = 0;
      for (int at = 0; at < log.length; at++) {
        if (log[at] == '\n') {
          event(CheckedLine.parse(log, from, at), told);
          from = at + 1;
          line++;
        }
      }
      tail(log, from, told);
      return told;
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      throw new InvalidDataException(events() + ": line " + line + ": " + e.getMessage(), e);
    }
  }

  /**
   * A line without an end: whole if only its end is missing or wrong, else cut off with its
   * process, before the call that told it returned.
   */
  private void tail(byte[] log, int from, Told told) throws IOException {
    for (int end = log.length; end >= log.length - 1 && end > from; end--) {
      Json json;
      try {
        json = CheckedLine.parse(log, from, end);
      } catch (IOException cutOff) {
        continue;
      }
      event(json, told);
      return;
    }
  }

  private void event(Json e, Told told) throws IOException {
    switch (e.text("event")) {
      case "param" -> told.params.put(e.text("key"), e.text("value"));
      case "tag" -> told.tags.put(e.text("key"), e.text("value"));
      case "dataset" ->
          told.datasets.add(
              new RunInfo.DatasetNote(
                  e.text("symbol"),
                  e.text("interval"),
                  (int) e.integer("bars"),
                  e.text("from"),
                  e.text("to"),
                  e.text("fingerprint"),
                  e.text("use")));
      case "artifact" ->
          told.artifacts.put(
              e.text("path"),
              new RunInfo.Artifact(
                  artifacts().resolve(Names.path(e.text("file"))),
                  e.integer("bytes"),
                  e.text("sha256")));
      case "end" -> {
        told.status = Optional.of(RunStatus.valueOf(e.text("status")));
        told.ended = Optional.of(Instant.parse(e.text("time")));
        told.points = e.integer("points");
      }
      default -> throw new IOException("has an unknown event '" + e.text("event") + "'");
    }
  }
}
