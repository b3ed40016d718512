// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.pipeline.store.StoreKills;
import io.github.quantml.pipeline.tune.TuningKills;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Kills trainings, tunings, and what registers and tracks, as often as asked; .ci/check-kills runs
 * it. Arguments: kills of trainings, of tunings, of stores, and the seed.
 */
public final class KillRounds {
  private KillRounds() {}

  public static void main(String[] args) throws Exception {
    int trainings = Integer.parseInt(args[0]);
    int tunings = Integer.parseInt(args[1]);
    int stores = Integer.parseInt(args[2]);
    long seed = Long.parseLong(args[3]);
    Path root = Files.createTempDirectory("kills");
    try {
      timed(() -> TrainingKills.run(directory(root, "training"), trainings, seed));
      timed(() -> TuningKills.run(directory(root, "tuning"), tunings, seed + 1));
      timed(
          () ->
              stores
                  + " kills of what registers, aliases and tracks, nothing of "
                  + StoreKills.run(directory(root, "store"), stores, seed + 2)
                  + " acknowledged operations lost");
    } finally {
      delete(root);
    }
  }

  private static void timed(Callable<String> work) throws Exception {
    long start = System.nanoTime();
    String said = work.call();
    System.out.printf(Locale.ROOT, "%s (%.0f s)%n", said, (System.nanoTime() - start) / 1e9);
  }

  private static Path directory(Path root, String name) throws Exception {
    return Files.createDirectories(root.resolve(name));
  }

  private static void delete(Path root) throws Exception {
    try (var found = Files.walk(root)) {
      for (Path path : found.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
