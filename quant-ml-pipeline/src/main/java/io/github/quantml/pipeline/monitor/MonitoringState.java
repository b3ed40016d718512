// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.pipeline.file.CheckedLine;
import io.github.quantml.pipeline.file.DurableFiles;
import io.github.quantml.pipeline.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a check remembers of the checks before it. Immutable.
 *
 * @param checked time of the last check
 * @param tracks by finding, how often it was seen or missed in a row and whether it stands
 * @param raised by grave action, when it was last asked for
 */
public record MonitoringState(
    Instant checked, Map<String, Track> tracks, Map<String, Instant> raised) {
  public MonitoringState {
    tracks = Collections.unmodifiableMap(new TreeMap<>(tracks));
    raised = Collections.unmodifiableMap(new TreeMap<>(raised));
  }

  /**
   * How a finding stands.
   *
   * @param seen checks in a row that had it
   * @param missed checks in a row that had it not
   * @param stands whether it is confirmed and not over
   */
  public record Track(int seen, int missed, boolean stands) {}

  /** Before the first check. */
  public static MonitoringState initial() {
    return new MonitoringState(Instant.EPOCH, Map.of(), Map.of());
  }

  /** Writes the state so that the file is either the old one or the whole new one. */
  public void write(Path file) {
    byte[] line =
        CheckedLine.of(
            out -> {
              out.writeStringField("checked", checked.toString());
              out.writeObjectFieldStart("tracks");
              for (Map.Entry<String, Track> e : tracks.entrySet()) {
                out.writeObjectFieldStart(e.getKey());
                out.writeNumberField("seen", e.getValue().seen());
                out.writeNumberField("missed", e.getValue().missed());
                out.writeNumberField("stands", e.getValue().stands() ? 1 : 0);
                out.writeEndObject();
              }
              out.writeEndObject();
              out.writeObjectFieldStart("raised");
              for (Map.Entry<String, Instant> e : raised.entrySet()) {
                out.writeStringField(e.getKey(), e.getValue().toString());
              }
              out.writeEndObject();
            });
    Path draft = file.resolveSibling(".draft-" + UUID.randomUUID());
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try {
        DurableFiles.replace(file, line, draft);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new QuantMlException("monitoring state " + file + ": cannot be written: " + e, e);
    }
  }

  /**
   * Reads what {@link #write} wrote; the initial state when there is no file.
   *
   * @throws InvalidDataException naming the file when it is damaged
   */
  public static MonitoringState read(Path file) {
    if (!Files.exists(file)) {
      return initial();
    }
    try {
      Json json = CheckedLine.only(DurableFiles.read(file, CheckedLine.LONGEST));
      Map<String, Track> tracks = new TreeMap<>();
      Json all = json.get("tracks");
      for (String key : all.names()) {
        Json t = all.get(key);
        tracks.put(
            key,
            new Track(
                (int) t.integer("seen"), (int) t.integer("missed"), t.integer("stands") == 1));
      }
      Map<String, Instant> raised = new TreeMap<>();
      json.texts("raised").forEach((key, time) -> raised.put(key, Instant.parse(time)));
      return new MonitoringState(Instant.parse(json.text("checked")), tracks, raised);
    } catch (IOException | DateTimeException e) {
      throw new InvalidDataException(file + ": " + e.getMessage(), e);
    }
  }
}
