// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.TrainingData;
import io.github.quantml.pipeline.store.LocalModelRegistry;
import io.github.quantml.pipeline.store.LocalTracker;
import io.github.quantml.pipeline.store.RunInfo;
import io.github.quantml.pipeline.store.RunStatus;
import io.github.quantml.pipeline.store.StoredVersion;
import io.github.quantml.pipeline.tune.Sampler;
import io.github.quantml.pipeline.tune.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Kills trainings at random points and starts them again until they end: the registry must then be
 * that of trainings nobody disturbed, byte for byte, and must never show anything half there.
 *
 * <p>A life of a registry is two trainings of five models each, one of them tuned, the second on
 * more bars, so that it promotes against champions of the first.
 */
final class TrainingKills {
  private static final String NAME = "KILL-1d";
  private static final int[] BARS = {300, 330};
  private static final int MODELS = 5;
  private static final long NEVER = Duration.ofMinutes(5).toMillis() * 1_000;

  private final Path root;
  private final SplittableRandom random;

  private TrainingKills(Path root, long seed) {
    this.root = root;
    this.random = new SplittableRandom(seed);
  }

  /** Trains; arguments are the directory and which of the trainings. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      Path home = Path.of(args[0]);
      int phase = Integer.parseInt(args[1]);
      BarSeries bars = Markets.daily("KILL", BARS[BARS.length - 1], 0.4, 7);
      PipelineConfig config =
          PipelineConfig.builder(NAME)
              .registry(LocalModelRegistry.in(home.resolve("registry")))
              .tracker(LocalTracker.in(home.resolve("runs")))
              .work(home.resolve("work"))
              .members("volatility", "random_walk")
              .member(ScaledTrainer.of("good", 0.4, 0.01))
              .member(
                  MemberRecipe.of(
                      "tuned",
                      SearchSpace.builder().real("slope", -1, 1).real("scale", 0.005, 0.05).build(),
                      c -> ScaledTrainer.of("tuned", c.real("slope"), c.real("scale"))))
              .tuning(new TuningConfig(15, Duration.ofMinutes(5), 0.5, 3, Sampler.tpe()))
              .seed(5)
              .threads(2)
              .build();
      TrainingReport report =
          MLTrainingPipeline.of(config)
              .trainAllModels(TrainingData.of(bars.window(0, BARS[phase])));
      if (!report.isComplete()) {
        throw new IllegalStateException(report.toString());
      }
    }
  }

  /** Kills so many times; says how often and on how many registries. */
  static String run(Path root, int kills, long seed) throws IOException, InterruptedException {
    return new TrainingKills(root, seed).rounds(kills);
  }

  private String rounds(int kills) throws IOException, InterruptedException {
    Path direct = Files.createDirectories(root.resolve("direct"));
    long[] micros = new long[BARS.length];
    for (int phase = 0; phase < micros.length; phase++) {
      long start = System.nanoTime();
      end(direct, phase);
      micros[phase] = (System.nanoTime() - start) / 1_000;
    }
    Map<String, String> wanted = content(direct);
    int killed = 0;
    int lives = 0;
    while (killed < kills) {
      Path home = Files.createDirectories(root.resolve("life-" + lives++));
      for (int phase = 0; phase < micros.length; phase++) {
        while (killed < kills && attempt(home, phase, random.nextLong(micros[phase]))) {
          killed++;
          whole(home, phase, killed);
        }
        end(home, phase);
      }
      whole(home, micros.length - 1, killed);
      same("registry of life " + (lives - 1), wanted, content(home));
      runs(home);
    }
    return killed
        + " kills of trainings over "
        + lives
        + " registries of "
        + wanted.size()
        + " versions, each in the end like the undisturbed one";
  }

  private static boolean attempt(Path home, int phase, long micros)
      throws IOException, InterruptedException {
    Path log = home.resolve("log.txt");
    Process child = Children.start(log, Child.class, home.toString(), Integer.toString(phase));
    return Children.kill(child, micros, log);
  }

  private static void end(Path home, int phase) throws IOException, InterruptedException {
    if (attempt(home, phase, NEVER)) {
      throw new AssertionError("training " + phase + " in " + home + " does not end");
    }
  }

  /** Nothing half there: every version that can be seen can be read, and none is there twice. */
  private static void whole(Path home, int phase, int killed) {
    LocalModelRegistry registry = LocalModelRegistry.in(home.resolve("registry"));
    List<String> faults = registry.check();
    require(faults.isEmpty(), "after kill " + killed + ": " + faults);
    for (String name : registry.names()) {
      int versions = 0;
      for (StoredVersion v : registry.show(name)) {
        versions++;
        registry.resolve(new ModelUri(name, new ModelUri.Selector.Version(v.version().version())));
      }
      require(
          versions <= phase + 1,
          "after kill " + killed + ": " + name + " has " + versions + " versions");
    }
  }

  /** Everything that a registry holds, but times. */
  private static Map<String, String> content(Path home) {
    LocalModelRegistry registry = LocalModelRegistry.in(home.resolve("registry"));
    Map<String, String> all = new TreeMap<>();
    for (String name : registry.names()) {
      for (StoredVersion v : registry.show(name)) {
        all.put(
            name + "/" + v.version().version(),
            v.sha256()
                + " "
                + v.bytes()
                + " "
                + v.version().aliases()
                + " "
                + v.version().tags()
                + " "
                + registry.aliasHistory(name, "champion"));
      }
    }
    require(all.size() == MODELS * BARS.length, home + " has " + all.keySet());
    return all;
  }

  private static void same(String what, Map<String, String> wanted, Map<String, String> got) {
    List<String> other = new ArrayList<>();
    wanted.forEach(
        (k, v) -> {
          if (!v.equals(got.get(k))) {
            other.add(k + ": " + got.get(k) + " instead of " + v);
          }
        });
    require(other.isEmpty() && got.size() == wanted.size(), what + ": " + other);
  }

  /** A run ended well or was killed; at most one per version ended well. */
  private static void runs(Path home) {
    List<RunInfo> runs = LocalTracker.in(home.resolve("runs")).runs(NAME);
    long finished = runs.stream().filter(r -> r.status() == RunStatus.FINISHED).count();
    long killed = runs.stream().filter(r -> r.status() == RunStatus.KILLED).count();
    require(finished + killed == runs.size(), "runs of " + home + ": " + runs);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
