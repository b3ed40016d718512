// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.TrainingContext;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.train.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of the process, as the system counts it, over 10,000 steps and a million predictions; a
 * process of its own for {@link ProcessTest}, because a test's heap would move it.
 */
final class MemoryProcess {
  /** A leak of 100 bytes a prediction, or 5 kB a step, would be more. */
  private static final long ALLOWED_KB = 32 << 10;

  private MemoryProcess() {}

  /** Kilobytes resident; always the same where the system does not tell. */
  private static long resident() {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 1;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void report(String what, List<Long> kilobytes, int from) {
    long grown = kilobytes.get(kilobytes.size() - 1) - kilobytes.get(from);
    System.out.println(
        what + ": " + (grown < ALLOWED_KB ? "flat" : "growing") + ", resident kB " + kilobytes);
  }

  public static void main(String[] args) {
    Windows windows = Windows.of(Worlds.waves(60, 2, 0.1, 3), 4, 2, "wave0");
    TrainingOptions options =
        TrainingOptions.defaults().withBatchSize(5).withEpochs(1000).withPatience(0, 0);
    List<Long> training = new ArrayList<>();
    TrainingContext context =
        TrainingContext.defaults()
            .withProgress(
                (stage, done, total) -> {
                  if (done % 1000 == 0) {
                    training.add(resident());
                  }
                });
    TrainedNetwork trained =
        SequenceTrainer.of(new LSTMModelConfig(4, 2, 4, 1).withDropout(0.1).withTraining(options))
            .train(windows, windows.between(20, 40), context);
    // Pools fill and code compiles during the first thousands.
    report("steps", training, 2);
    OnnxForecaster forecaster = trained.forecaster();
    float[] window = windows.window(0);
    float[] out = new float[forecaster.spec().outputSize()];
    List<Long> serving = new ArrayList<>();
    for (int k = 0; k <= 1_000_000; k++) {
      forecaster.predictInto(window, 1, out);
      if (k % 100_000 == 0) {
        serving.add(resident());
      }
    }
    report("predictions", serving, 1);
    System.exit(0);
  }
}
