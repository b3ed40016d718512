// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.nio.file.Path;

/** A study on a journal, also as a program: other processes of the tests run it and are killed. */
final class JournalledStudy {
  static final int TRIALS = 60;
  static final int WIDTH = 4;

  private JournalledStudy() {}

  static Tuner tuner(int trials) {
    return Tuner.minimise(SearchSpaceTest.MIXED)
        .pruner(Pruner.median().warmUpTrials(4))
        .trials(trials)
        .width(WIDTH)
        .seed(21);
  }

  static double objective(Trial trial) {
    double x = Math.log10(trial.real("rate")) + 3;
    if (trial.number() % 11 == 5) {
      throw new IllegalStateException("fails: \"quoted\", \u00e4 and \n a new line");
    }
    for (int step = 1; step <= 3; step++) {
      trial.report(step, x * x + 1.0 / step);
      if (trial.shouldPrune()) {
        throw trial.pruned();
      }
    }
    trial.metric("sharpe", 0.1 * x);
    return x * x + trial.integer("layers");
  }

  /** Arguments: the journal. Each trial takes a moment, so that a kill hits one under way. */
  public static void main(String[] args) {
    System.out.println("joined");
    tuner(TRIALS)
        .journal(Path.of(args[0]))
        .threads(2)
        .tune(
            trial -> {
              double burnt = 0;
              long end = System.nanoTime() + 8_000_000;
              while (System.nanoTime() < end) {
                burnt += Math.sqrt(burnt + 1);
              }
              return objective(trial) + 0 * burnt;
            });
  }
}
