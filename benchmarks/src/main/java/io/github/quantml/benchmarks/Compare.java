// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures ours and the peers in turn and prints one table; started by {@code benchmarks/compare}.
 *
 * <p>Every round times each side on the JVM in a fork of its own and then the peers in Python; a
 * time is the best of all iterations of all rounds, on either side.
 */
public final class Compare {
  private final CompareOptions options;
  private final PrintStream progress;
  private final Report report = new Report();
  private final JvmPeers jvm;
  private final PythonPeers python;

  private Compare(CompareOptions options, PrintStream progress) {
    this.options = options;
    this.progress = progress;
    this.jvm = new JvmPeers(options.quick());
    this.python = new PythonPeers(options.pythons(), options.peers(), options.quick());
  }

  /** Exit status 2: the arguments make no sense; 1: nothing could be measured. */
  public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    CompareOptions options;
    try {
      options = CompareOptions.parse(args);
    } catch (IllegalArgumentException e) {
      err.println("compare: " + e.getMessage());
      System.exit(2);
      return;
    }
    Report report = new Compare(options, err).run();
    out.print(report.table());
    if (options.json() != null) {
      report.writeJson(options.json());
    }
    System.exit(report.isEmpty() ? 1 : 0);
  }

  private Report run() throws IOException, InterruptedException, RunnerException {
    List<Case> cases = Workloads.cases(options.workloads());
    for (int i = 0; i < cases.size(); i++) {
      Path directory = Files.createTempDirectory("quant-ml-compare");
      try {
        compare(cases.get(i), "[%d/%d]".formatted(i + 1, cases.size()), directory);
      } catch (IllegalArgumentException | IllegalStateException e) {
        // An hour of other cases must not be lost with this one.
        report.note(failure(cases.get(i), "the case", String.valueOf(e.getMessage())));
      } finally {
        delete(directory);
      }
    }
    return report;
  }

  private void compare(Case one, String position, Path directory)
      throws IOException, InterruptedException, RunnerException {
    one.comparison().prepare(Comparison.Scale.FULL);
    Map<String, double[]> results = results(one);
    double[] ours = results.get(Case.OURS);
    if (ours == null) {
      return;
    }
    List<String> jvmSides = List.copyOf(results.keySet());
    PythonPeers.writeInputs(one, directory);
    Map<String, Double> best = new LinkedHashMap<>();
    for (int round = 1; round <= options.rounds(); round++) {
      progress.printf(
          "%s %s %s, round %d of %d%n",
          position, one.comparison().workload(), one.label(), round, options.rounds());
      jvm.time(one, jvmSides).forEach((side, ns) -> best.merge(side, ns, Math::min));
      timePython(one, directory, best, results);
    }
    Double alone = best.get(Case.OURS);
    if (results.size() == 1 && alone != null) {
      report.addAlone(one.comparison().workload(), one.label(), alone);
    }
    for (String peer : results.keySet()) {
      if (!peer.equals(Case.OURS)) {
        addRow(one, peer, best, Agreement.of(ours, results.get(peer)));
      }
    }
  }

  private void addRow(Case one, String peer, Map<String, Double> best, Agreement agreement) {
    Double oursNanos = best.get(Case.OURS);
    Double peerNanos = best.get(peer);
    if (oursNanos == null || peerNanos == null) {
      report.note(
          "%s %s: JMH gave no time for %s"
              .formatted(
                  one.comparison().workload(), one.label(), oursNanos == null ? Case.OURS : peer));
      return;
    }
    report.add(
        new Row(one.comparison().workload(), one.label(), oursNanos, peer, peerNanos, agreement));
  }

  /** The result of every side on the JVM that can be run. */
  private Map<String, double[]> results(Case one) {
    Map<String, double[]> results = new LinkedHashMap<>();
    for (String side : one.sides()) {
      try {
        results.put(side, one.run(side));
      } catch (InvocationTargetException e) {
        report.note(failure(one, side, String.valueOf(e.getCause())));
      }
    }
    return results;
  }

  private static String failure(Case one, String side, String reason) {
    return "%s %s: %s failed: %s"
        .formatted(
            one.comparison().workload(), one.label(), side, reason.lines().findFirst().orElse(""));
  }

  private void timePython(
      Case one, Path directory, Map<String, Double> best, Map<String, double[]> results)
      throws IOException, InterruptedException {
    String workload = one.comparison().workload();
    if (!python.hasScript(one)) {
      report.note(workload + ": no Python script");
      return;
    }
    if (!python.hasInterpreter(one)) {
      report.note(
          workload
              + ": no Python peers, "
              + options.withoutPython().getOrDefault(workload, "no --python given"));
      return;
    }
    for (PythonPeers.Answer answer : python.time(one, directory)) {
      if (answer.error().isEmpty()) {
        best.merge(answer.peer(), answer.nanos(), Math::min);
        results.put(answer.peer(), PythonPeers.result(directory, answer.peer()));
      } else {
        report.note(failure(one, answer.peer(), answer.error()));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> listed = Files.list(directory)) {
      listed.forEach(files::add);
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(directory);
  }
}
