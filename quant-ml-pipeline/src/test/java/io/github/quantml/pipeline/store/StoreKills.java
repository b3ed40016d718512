// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Kills what registers, points aliases, rolls back, deletes and tracks: nothing acknowledged is
 * lost and nothing is half there.
 */
public final class StoreKills {
  private StoreKills() {}

  /** Registers, tags, points, rolls back, deletes and tracks until it is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      int round = Integer.parseInt(args[0]);
      Path root = Path.of(args[1]);
      LocalModelRegistry registry = LocalModelRegistry.in(root.resolve("models"));
      LocalTracker tracker = LocalTracker.in(root.resolve("runs"));
      for (int i = 0; ; i++) {
        LocalRun run = tracker.startRun("crash", "round " + round);
        CrashHarness.acknowledge("run " + run.id());
        run.param("i", i);
        CrashHarness.acknowledge("param " + run.id() + " " + i);
        long number = round * 1_000_000L + i;
        ModelVersion version =
            registry.register(
                "m", StoreBundles.numbered(number), Map.of("number", Long.toString(number)));
        CrashHarness.acknowledge("version " + version.version() + " " + number);
        registry.alias("m", "champion", version.version());
        CrashHarness.acknowledge("champion " + version.version());
        if (i % 3 == 2) {
          int back = registry.rollBack("m", "champion").version();
          CrashHarness.acknowledge("champion " + back);
          registry.delete("m", version.version());
          CrashHarness.acknowledge("deleted " + version.version());
        }
        for (int step = 0; step < 100; step++) {
          run.metric("loss", step, step);
        }
        run.flush();
        CrashHarness.acknowledge("points " + run.id() + " 100");
        if (i % 2 == 0) {
          run.artifact("a/b.txt", "artifact " + i);
          CrashHarness.acknowledge("artifact " + run.id() + " " + i);
          run.close();
          CrashHarness.acknowledge("closed " + run.id());
        }
      }
    }
  }

  /**
   * Kills so many times.
   *
   * @return what was acknowledged in all
   */
  public static int run(Path root, int rounds, long seed) throws Exception {
    LocalModelRegistry registry = LocalModelRegistry.in(root.resolve("models"));
    LocalTracker tracker = LocalTracker.in(root.resolve("runs"));
    Map<Integer, String> versions = new TreeMap<>();
    List<Integer> champions = new ArrayList<>();
    int[] seen = new int[1];
    CrashHarness.of(Child.class)
        .arguments(root.toString())
        .seed(seed)
        .rounds(rounds)
        .run(
            (round, acknowledged) -> {
              seen[0] += acknowledged.size();
              require(registry.check().isEmpty(), registry.check());
              for (String line : acknowledged) {
                String[] words = line.split(" ");
                switch (words[0]) {
                  case "version" -> versions.put(Integer.valueOf(words[1]), words[2]);
                  case "deleted" -> versions.remove(Integer.valueOf(words[1]));
                  case "champion" -> point(champions, Integer.parseInt(words[1]));
                  default -> checkRun(tracker, words);
                }
              }
              checkChampions(registry, champions, acknowledged);
              checkVersions(registry, versions);
              require(tracker.experiments().size() <= 1, tracker.experiments());
              for (RunInfo run : tracker.runs("crash")) {
                require(
                    run.status() == RunStatus.FINISHED || run.status() == RunStatus.KILLED, run);
                require(tracker.run(run.id()).info().equals(run), run);
              }
            });
    int next = registry.register("m", StoreBundles.numbered(1)).version();
    require(next > versions.keySet().stream().max(Integer::compare).orElse(0), versions);
    try (LocalRun run = tracker.startRun("crash", "after")) {
      run.param("a", 1);
    }
    for (String place : List.of("models/drafts", "runs/drafts", "runs/sessions")) {
      try (Stream<Path> left = Files.list(root.resolve(place))) {
        require(left.findAny().isEmpty(), place + " is not empty");
      }
    }
    return seen[0];
  }

  private static void checkVersions(
      LocalModelRegistry registry, Map<Integer, String> acknowledged) {
    List<ModelVersion> found = registry.list("m");
    int newest = acknowledged.keySet().stream().max(Integer::compare).orElse(0);
    for (int version : acknowledged.keySet()) {
      // The kill may have hit the deletion of the newest that was done but not acknowledged.
      boolean there = found.stream().anyMatch(v -> v.version() == version);
      require(there || version == newest, "version " + version + " of " + found);
    }
    for (ModelVersion version : found) {
      ModelUri uri = ModelUri.parse("models:/m/" + version.version());
      String held = Long.toString(registry.resolve(uri).integer("number"));
      require(held.equals(version.tags().get("number")), version + " holds " + held);
      acknowledged.computeIfPresent(
          version.version(),
          (v, number) -> {
            require(number.equals(version.tags().get("number")), version + " of " + number);
            return number;
          });
    }
    // What was done without being acknowledged is taken over for the rounds to come.
    acknowledged.clear();
    found.forEach(v -> acknowledged.put(v.version(), v.tags().get("number")));
  }

  /** A new version is pointed at, an old one is rolled back to. */
  private static void point(List<Integer> history, int version) {
    if (history.contains(version)) {
      history.subList(history.indexOf(version) + 1, history.size()).clear();
    } else {
      history.add(version);
    }
  }

  /** What the alias remembers is what was acknowledged, or one operation more. */
  private static void checkChampions(
      LocalModelRegistry registry, List<Integer> history, List<String> acknowledged) {
    List<Integer> found = registry.aliasHistory("m", "champion");
    List<List<Integer>> allowed = new ArrayList<>();
    allowed.add(List.copyOf(history));
    if (!history.isEmpty()) {
      allowed.add(List.copyOf(history.subList(0, history.size() - 1)));
    }
    List<Integer> longer = new ArrayList<>(history);
    longer.add(registry.latest("m").map(ModelVersion::version).orElse(0));
    allowed.add(longer);
    int remembered = Math.min(found.size(), 50);
    List<Integer> tail = found.subList(found.size() - remembered, found.size());
    require(
        allowed.stream()
            .anyMatch(
                a ->
                    a.size() >= remembered
                        && a.subList(a.size() - remembered, a.size()).equals(tail)),
        "what the alias remembers ends in " + tail + " after " + acknowledged);
    history.clear();
    history.addAll(found);
  }

  private static void checkRun(LocalTracker tracker, String[] words) {
    RunRecord record = tracker.run(words[1]);
    switch (words[0]) {
      case "run" -> require(record.info().name().startsWith("round "), record);
      case "param" -> require(words[2].equals(record.info().params().get("i")), record);
      case "points" -> require(record.metrics().get("loss").size() == 100, record);
      case "artifact" ->
          require(
              read(record.info().artifacts().get("a/b.txt").file()).equals("artifact " + words[2]),
              record);
      case "closed" -> require(record.info().status() == RunStatus.FINISHED, record);
      default -> throw new AssertionError("unknown " + words[0]);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void require(boolean holds, Object what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
