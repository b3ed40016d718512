// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code benchmarks/compare} asks for.
 *
 * @param workloads names of workloads; all if none was named
 * @param rounds how often both sides are measured in turn
 * @param quick whether one short round will do: shows that everything runs, measures badly
 * @param json file for the rows, or null
 * @param pythons interpreter with the peers of a workload installed, by workload
 * @param withoutPython why a workload has no interpreter, by workload
 * @param peers directory of the Python scripts
 */
record CompareOptions(
    List<String> workloads,
    int rounds,
    boolean quick,
    @Nullable Path json,
    Map<String, Path> pythons,
    Map<String, String> withoutPython,
    Path peers) {

  static CompareOptions parse(String[] args) {
    List<String> workloads = new ArrayList<>();
    int rounds = 3;
    boolean quick = false;
    Path json = null;
    Map<String, Path> pythons = new LinkedHashMap<>();
    Map<String, String> withoutPython = new LinkedHashMap<>();
    Path peers = Path.of("benchmarks", "peers");
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick" -> quick = true;
        case "--rounds" -> rounds = rounds(value(args, ++i));
        case "--json" -> json = Path.of(value(args, ++i));
        case "--python" -> {
          String[] pair = pair(args, ++i);
          pythons.put(workload(pair[0]), Path.of(pair[1]));
        }
        case "--without-python" -> {
          String[] pair = pair(args, ++i);
          withoutPython.put(workload(pair[0]), pair[1]);
        }
        case "--peers" -> peers = Path.of(value(args, ++i));
        default -> workloads.add(workload(args[i]));
      }
    }
    return new CompareOptions(
        workloads.isEmpty() ? Workloads.names() : List.copyOf(workloads),
        quick ? 1 : rounds,
        quick,
        json,
        Map.copyOf(pythons),
        Map.copyOf(withoutPython),
        peers);
  }

  private static String value(String[] args, int i) {
    if (i >= args.length) {
      throw new IllegalArgumentException(args[i - 1] + " needs a value");
    }
    return args[i];
  }

  /** A workload and what is said of it, around the first equals sign. */
  private static String[] pair(String[] args, int i) {
    String text = value(args, i);
    int at = text.indexOf('=');
    if (at < 1 || at == text.length() - 1) {
      throw new IllegalArgumentException(args[i - 1] + " must be WORKLOAD=VALUE, got " + text);
    }
    return new String[] {text.substring(0, at), text.substring(at + 1)};
  }

  private static int rounds(String text) {
    if (!text.matches("[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException("--rounds must be in [1, 999]: " + text);
    }
    return Integer.parseInt(text);
  }

  private static String workload(String name) {
    if (name.startsWith("-")) {
      throw new IllegalArgumentException("unknown option " + name);
    }
    if (!Workloads.names().contains(name)) {
      throw new IllegalArgumentException(
          "unknown workload " + name + "; known: " + String.join(", ", Workloads.names()));
    }
    return name;
  }
}
