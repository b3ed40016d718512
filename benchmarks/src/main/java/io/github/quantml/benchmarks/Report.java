// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rows of a run, what could not be run, and their layouts. */
final class Report {
  private static final String LINE = "%-9s %-18s %10s  %-12s %10s %9s  %s%n";

  private final List<Row> rows = new ArrayList<>();
  private final List<Alone> alone = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** A case that has no peer. */
  private record Alone(String workload, String label, double oursNanos) {}

  /** Our time of a case that no peer can do. */
  void addAlone(String workload, String label, double oursNanos) {
    alone.add(new Alone(workload, label, oursNanos));
  }

  void add(Row row) {
    rows.add(row);
    int oneSided = row.agreement().oneSided();
    if (oneSided > 0) {
      note(
          "%s %s: %d values after the warm-up are finite either in ours or in %s, not in both"
              .formatted(row.workload(), row.label(), oneSided, row.peer()));
    }
  }

  /** Something that could not be run, and why; said once however often it is noted. */
  void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  boolean isEmpty() {
    return rows.isEmpty() && alone.isEmpty();
  }

  String table() {
    StringBuilder out = new StringBuilder();
    out.append(
        LINE.formatted("workload", "case", "ours", "peer", "peer time", "ratio", "agreement"));
    for (Row row : rows) {
      out.append(
          LINE.formatted(
              row.workload(),
              row.label(),
              duration(row.oursNanos()),
              row.peer(),
              duration(row.peerNanos()),
              ratio(row.ratio()),
              agreement(row.agreement())));
    }
    for (Alone one : alone) {
      out.append(
          LINE.formatted(
              one.workload(), one.label(), duration(one.oursNanos()), "none", "", "", ""));
    }
    if (!notes.isEmpty()) {
      out.append("\nNot run, or not alike:\n");
      notes.forEach(note -> out.append("  ").append(note).append('\n'));
    }
    return out.toString();
  }

  void writeJson(Path file) throws IOException {
    Files.writeString(
        file,
        rows.stream().map(Row::toJson).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n")));
  }

  private static String duration(double nanos) {
    if (nanos < 1e4) {
      return String.format(Locale.ROOT, "%.0f ns", nanos);
    }
    if (nanos < 1e7) {
      return String.format(Locale.ROOT, "%.0f µs", nanos / 1e3);
    }
    return nanos < 1e10
        ? String.format(Locale.ROOT, "%.0f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.0f s", nanos / 1e9);
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
  }

  private static String agreement(Agreement agreement) {
    if (Double.isNaN(agreement.maxRelDiff())) {
      return "not comparable";
    }
    return agreement.maxRelDiff() == 0
        ? "equal"
        : String.format(Locale.ROOT, "%.1e", agreement.maxRelDiff());
  }
}
