// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.BackendUnavailableException;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.train.TrainingOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Trains a small network with a checkpoint; a process of its own for {@link ProcessTest}. */
final class TrainingProcess {
  private TrainingProcess() {}

  public static void main(String[] args) {
    Sockets.watch();
    String how = args[1];
    Windows.Split split = ProcessTest.data();
    TrainingOptions options =
        TrainingOptions.defaults().withEpochs(4).withCheckpoint(Path.of(args[0]), 2);
    TrainingContext context =
        TrainingContext.defaults()
            .withProgress(
                (stage, done, total) -> {
                  if (how.equals("slowly")) {
                    // Leaves time to be killed; without the kill it would end all the same.
                    LockSupport.parkNanos(200_000_000L);
                  }
                });
    try {
      TrainedNetwork trained =
          SequenceTrainer.of(
                  new TransformerConfig(16, 8, 2, 1).withDropout(0.2).withTraining(options))
              .train(split.train(), split.validation(), context);
      System.out.println("parameters " + Arrays.toString(trained.parameters()));
    } catch (BackendUnavailableException e) {
      System.out.println(e);
    }
    System.out.println("sockets: " + Sockets.open());
    System.exit(0);
  }
}
