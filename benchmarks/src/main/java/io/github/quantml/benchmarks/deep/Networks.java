// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.deep;

import io.github.quantml.api.Cancellation;
import io.github.quantml.api.Progress;
import io.github.quantml.deep.LSTMModelConfig;
import io.github.quantml.deep.NetworkConfig;
import io.github.quantml.deep.SequenceTrainer;
import io.github.quantml.deep.TrainedNetwork;
import io.github.quantml.deep.TransformerConfig;
import io.github.quantml.deep.data.Panel;
import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.net.Io;
import io.github.quantml.deep.net.Normalised;
import io.github.quantml.deep.train.Fit;
import io.github.quantml.deep.train.Stepper;
import io.github.quantml.deep.train.TrainingOptions;
import io.github.quantml.math.random.CounterRandom;
import java.util.List;
import java.util.stream.IntStream;

/** What is served and trained. */
final class Networks {
  private static final int BATCH = 32;

  private Networks() {}

  static Windows windows(int length, int features, int count) {
    int rows = count + length;
    double[] values = new double[rows * features];
    CounterRandom.of(7).fillGaussian(values);
    List<String> names = IntStream.range(0, features).mapToObj(j -> "x" + j).toList();
    return Windows.of(Panel.ofRows(names, values), length, 1, "x0");
  }

  /** LSTM of two layers of 64, or the default Transformer, after two steps. */
  static TrainedNetwork trained(String which, int features) {
    TrainingOptions options = TrainingOptions.defaults().withEpochs(1);
    NetworkConfig config =
        which.equals("lstm2x64")
            ? new LSTMModelConfig(60, features, 64, 1).withLayers(2)
            : new TransformerConfig(60, 64, 4, 2);
    return SequenceTrainer.of(config.withTraining(options))
        .train(windows(60, features, 2 * BATCH), null);
  }

  /** Steps of 32 windows. */
  static Stepper stepper(String which) {
    NetworkConfig config =
        which.equals("lstm50") ? new LSTMModelConfig(60, 5, 50, 1) : TransformerConfig.defaults();
    Windows windows = windows(config.sequenceLength(), 5, 4 * BATCH);
    Io io = new Io(config.sequenceLength(), 5, 1, new int[] {0}, config.loss().output());
    Scaler scaler = windows.fitScaler();
    return Stepper.open(
        new Fit.Job(
            which,
            Normalised.of(io, config.norm(), config.network(io)),
            windows,
            null,
            scaler,
            windows.fitLabelScaler(),
            config.loss(),
            config.training().withBatchSize(BATCH),
            1,
            Progress.NONE,
            new Cancellation(),
            epoch -> {}));
  }
}
