// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.api.QuantMlException;
import io.github.quantml.mlflow.journal.Event;
import io.github.quantml.mlflow.journal.JournalDirectory;
import io.github.quantml.mlflow.journal.JournalScan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as its journal tells it.
 *
 * @param id identifier, as {@link MLFlowRun#id} gave it
 * @param parentId identifier of the run it lies in, empty for a root
 * @param experiment name of its experiment
 * @param name name for people
 * @param status RUNNING until it ended
 * @param started when it began
 * @param params parameters
 * @param metrics points by key, in order
 * @param tags tags, the newest value of each
 * @param artifacts copies of its files, by their paths
 */
public record JournalledRun(
    String id,
    String parentId,
    String experiment,
    String name,
    String status,
    Instant started,
    Map<String, String> params,
    Map<String, List<Point>> metrics,
    Map<String, String> tags,
    Map<String, Path> artifacts) {
  /** One point of a metric. */
  public record Point(double value, long step, Instant time) {}

  static List<JournalledRun> all(Path root) {
    List<JournalledRun> runs = new ArrayList<>();
    try {
      for (JournalDirectory directory : JournalDirectory.list(root)) {
        runs.addAll(of(directory));
      }
    } catch (IOException e) {
      throw new QuantMlException("journals in " + root + ": " + e.getMessage(), e);
    }
    return runs;
  }

  private static List<JournalledRun> of(JournalDirectory directory) throws IOException {
    Map<Integer, JournalledRun> runs = new TreeMap<>();
    JournalScan.forEach(
        directory,
        event -> {
          JournalledRun run = runs.get(event.run());
          if (event instanceof Event.Started s) {
            JournalledRun parent = runs.get(s.parent());
            runs.put(
                s.run(),
                started(directory, s, parent == null ? s.experiment() : parent.experiment));
          } else if (run != null) {
            JournalledRun told = run.told(directory, event);
            runs.put(event.run(), told);
          }
        });
    return List.copyOf(runs.values());
  }

  private static JournalledRun started(
      JournalDirectory directory, Event.Started s, String experiment) {
    return new JournalledRun(
        directory.id() + ":" + s.run(),
        s.parent() < 0 ? "" : directory.id() + ":" + s.parent(),
        experiment,
        s.name(),
        "RUNNING",
        Instant.ofEpochMilli(s.time()),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(s.tags()),
        new TreeMap<>());
  }

  private JournalledRun told(JournalDirectory directory, Event event) {
    if (event instanceof Event.Param p) {
      params.put(p.key(), p.value());
    } else if (event instanceof Event.Tag t) {
      tags.put(t.key(), t.value());
    } else if (event instanceof Event.Metric m) {
      metrics
          .computeIfAbsent(m.key(), k -> new ArrayList<>())
          .add(new Point(m.value(), m.step(), Instant.ofEpochMilli(m.time())));
    } else if (event instanceof Event.Artifact a) {
      artifacts.put(a.path(), directory.artifacts().resolve(a.file()));
    } else if (event instanceof Event.Ended e) {
      return new JournalledRun(
          id, parentId, experiment, name, e.status(), started, params, metrics, tags, artifacts);
    }
    return this;
  }
}
