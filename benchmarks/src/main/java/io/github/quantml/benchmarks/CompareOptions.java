// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code benchmarks/compare} asks for.
 *
 * @param workloads names of workloads; all if none was named
 * @param rounds how often both sides are measured in turn
 * @param quick whether one short round will do: shows that everything runs, measures badly
 * @param json file for the rows, or null
 * @param python interpreter with the peers installed, or null
 * @param withoutPython why there is no interpreter
 * @param peers directory of the Python scripts
 */
record CompareOptions(
    List<String> workloads,
    int rounds,
    boolean quick,
    @Nullable Path json,
    @Nullable Path python,
    String withoutPython,
    Path peers) {

  static CompareOptions parse(String[] args) {
    List<String> workloads = new ArrayList<>();
    int rounds = 3;
    boolean quick = false;
    Path json = null;
    Path python = null;
    String withoutPython = "no --python given";
    Path peers = Path.of("benchmarks", "peers");
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick" -> quick = true;
        case "--rounds" -> rounds = rounds(value(args, ++i));
        case "--json" -> json = Path.of(value(args, ++i));
        case "--python" -> python = Path.of(value(args, ++i));
        case "--without-python" -> withoutPython = value(args, ++i);
        case "--peers" -> peers = Path.of(value(args, ++i));
        default -> workloads.add(workload(args[i]));
      }
    }
    return new CompareOptions(
        workloads.isEmpty() ? Workloads.names() : List.copyOf(workloads),
        quick ? 1 : rounds,
        quick,
        json,
        python,
        withoutPython,
        peers);
  }

  private static String value(String[] args, int i) {
    if (i >= args.length) {
      throw new IllegalArgumentException(args[i - 1] + " needs a value");
    }
    return args[i];
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
