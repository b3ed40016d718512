// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.pipeline.Children;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Kills studies at random points and starts them again on their journal until they end: no finished
 * trial is lost or made twice, and the study is that of one nobody disturbed.
 */
public final class TuningKills {
  private static final int MOST_MORE = 15;
  private static final long NEVER = Duration.ofMinutes(5).toMillis() * 1_000;

  private TuningKills() {}

  /** Kills so many times; says how often and over how many studies. */
  public static String run(Path root, int kills, long seed)
      throws IOException, InterruptedException {
    List<TrialResult> direct =
        JournalledStudy.tuner(JournalledStudy.TRIALS).tune(JournalledStudy::objective).trials();
    SplittableRandom random = new SplittableRandom(seed);
    int killed = 0;
    int studies = 0;
    while (killed < kills) {
      Path journal = root.resolve("study-" + studies++ + ".journal");
      Path log = root.resolve("log.txt");
      int ended = 0;
      while (killed < kills && ended < JournalledStudy.TRIALS) {
        int goal = ended + random.nextInt(MOST_MORE);
        long micros = random.nextLong(30_000);
        Process child = Children.start(log, JournalledStudy.class, journal.toString());
        while (child.isAlive() && ended(journal) < goal) {
          Thread.onSpinWait();
        }
        int seen = ended(journal);
        if (!Children.kill(child, micros, log)) {
          break;
        }
        killed++;
        ended = ended(journal);
        if (ended < seen) {
          throw new AssertionError("kill " + killed + ": " + seen + " trials had ended, " + ended);
        }
      }
      finish(journal, ended(journal), direct);
    }
    return killed
        + " kills of tunings over "
        + studies
        + " studies of "
        + direct.size()
        + " trials, each in the end like the undisturbed one";
  }

  private static void finish(Path journal, int ended, List<TrialResult> direct) {
    Set<Integer> made = ConcurrentHashMap.newKeySet();
    Study study =
        JournalledStudy.tuner(JournalledStudy.TRIALS)
            .timeout(Duration.ofMillis(NEVER / 1_000))
            .journal(journal)
            .tune(
                trial -> {
                  made.add(trial.number());
                  return JournalledStudy.objective(trial);
                });
    if (!study.trials().equals(direct)) {
      throw new AssertionError(journal + ": the study is another: " + study.trials());
    }
    if (made.size() != direct.size() - ended) {
      throw new AssertionError(
          journal + ": " + ended + " trials had ended, and " + made.size() + " were made after");
    }
  }

  private static int ended(Path journal) throws IOException {
    if (!Files.exists(journal)) {
      return 0;
    }
    String text = Files.readString(journal, StandardCharsets.UTF_8);
    String lines = text.substring(0, text.lastIndexOf('\n') + 1);
    return (int) lines.lines().filter(line -> line.contains("\"record\":\"end\"")).count();
  }
}
