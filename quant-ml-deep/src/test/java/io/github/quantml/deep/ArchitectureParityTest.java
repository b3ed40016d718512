// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.net.WindowNorm;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.serve.Output;
import io.github.quantml.deep.train.EngineForecaster;
import io.github.quantml.deep.train.Loss;
import io.github.quantml.deep.train.TrainingOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every architecture, norm and output trains, exports, passes the gate, and attends alike. The
 * files are left in {@code target/onnx} with windows and forecasts for the check in Python.
 */
class ArchitectureParityTest {
  private static final TrainingOptions SHORT =
      TrainingOptions.defaults().withEpochs(2).withLearningRate(3e-3);

  static Stream<NetworkConfig> architectures() {
    LSTMModelConfig lstm = new LSTMModelConfig(24, 3, 16, 1);
    List<NetworkConfig> out = new ArrayList<>();
    out.add(NaiveConfig.lastValue());
    out.add(NaiveConfig.seasonal(24));
    out.add(LinearConfig.dlinear(24));
    out.add(LinearConfig.nlinear(24));
    out.add(lstm.withLayers(2).withNorm(WindowNorm.SUBTRACT_LAST));
    out.add(lstm.withBidirectional(true).withLayers(2).withNorm(WindowNorm.REVIN));
    out.add(lstm.withAttention(true).withLoss(Loss.gaussian()));
    out.add(
        lstm.withBidirectional(true)
            .withAttention(true)
            .withNorm(WindowNorm.STANDARDISE)
            .withLoss(Loss.studentT()));
    out.add(
        new CNNLSTMConfig(3, 12, 16)
            .withSequenceLength(24)
            .withFeaturesPerAsset(1)
            .withLoss(Loss.pinball(0.1, 0.5, 0.9)));
    out.add(new TransformerConfig(24, 16, 4, 2));
    out.add(
        new TransformerConfig(24, 16, 4, 2)
            .withSinusoidal(true)
            .withNorm(WindowNorm.REVIN)
            .withLoss(Loss.pinball(0.05, 0.25, 0.5, 0.75, 0.95)));
    out.add(ITransformerConfig.defaults().withSequenceLength(24).withLoss(Loss.huber(1)));
    out.add(
        PatchTSTConfig.defaults()
            .withSequenceLength(24)
            .withNorm(WindowNorm.REVIN)
            .withLoss(Loss.studentT()));
    return out.stream().map(config -> config.withTraining(SHORT));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void theFileSaysWhatTheNetworkSays(NetworkConfig config) throws Exception {
    Windows.Split split = Worlds.split(Worlds.waves(300, 3, 0.1, 5), config.sequenceLength(), 6);
    SequenceTrainer trainer = SequenceTrainer.of(config);
    TrainedNetwork plain = trainer.train(split.train(), split.validation());
    assertThat(plain.spec().attention()).isEmpty();
    assertThat(plain.parity().worst()).isLessThanOrEqualTo(1e-5);
    System.out.printf(
        Locale.ROOT,
        "parity %-14s %-14s %-30s %s%n",
        config.architecture(),
        config.norm(),
        config.loss().output(),
        plain.parity());
    Output output = plain.spec().output();
    float[] said = plain.forecaster().predict(split.test().window(0));
    for (int v = 0; v < said.length; v += output.width()) {
      if (output.kind() == Output.Kind.QUANTILES) {
        for (int k = 1; k < output.width(); k++) {
          assertThat(said[v + k]).isGreaterThanOrEqualTo(said[v + k - 1]);
        }
      } else if (output.width() > 1) {
        assertThat(said[v + 1]).isPositive();
      }
      if (output.kind() == Output.Kind.STUDENT_T) {
        assertThat(said[v + 2]).isGreaterThan(2);
      }
    }
    keep(plain, split.test());
    boolean attends =
        Set.of("transformer", "itransformer", "patchtst").contains(config.architecture())
            || (config instanceof LSTMModelConfig lstm && lstm.attention());
    if (attends) {
      sameAttention(trainer.withAttentionOutput(), split);
    }
  }

  private static void sameAttention(SequenceTrainer trainer, Windows.Split split) {
    TrainedNetwork seen = trainer.train(split.train(), split.validation());
    float[] window = split.test().window(3);
    float[] weights = seen.forecaster().attention(window);
    int tokens = seen.spec().attention().get(seen.spec().attention().size() - 1);
    for (int k = 0; k < weights.length; k += tokens) {
      double sum = 0;
      for (int i = 0; i < tokens; i++) {
        sum += weights[k + i];
      }
      assertThat(sum).isBetween(1 - 1e-5, 1 + 1e-5);
    }
    try (EngineForecaster engine = seen.onEngine()) {
      float[] expected = engine.attention(window, 1);
      assertThat(weights.length).isEqualTo(expected.length);
      for (int k = 0; k < weights.length; k++) {
        assertThat((double) weights[k]).isCloseTo(expected[k], within(1e-5));
      }
    }
  }

  /** The file, five windows and their forecasts as raw floats, for .ci/check-onnx. */
  private static void keep(TrainedNetwork trained, Windows test) throws Exception {
    Path directory = Path.of(System.getProperty("quantml.onnx", "target/onnx"));
    Files.createDirectories(directory);
    String name =
        trained.spec().architecture()
            + "-"
            + Integer.toHexString(trained.spec().notes().hashCode());
    OnnxForecaster file = trained.forecaster();
    int batch = 5;
    float[] windows = new float[batch * trained.spec().inputSize()];
    for (int k = 0; k < batch; k++) {
      System.arraycopy(
          test.window(k), 0, windows, k * trained.spec().inputSize(), trained.spec().inputSize());
    }
    float[] said = new float[batch * trained.spec().outputSize()];
    file.predictInto(windows, batch, said);
    Files.write(directory.resolve(name + ".onnx"), trained.toOnnx());
    Files.write(directory.resolve(name + ".x.f32"), raw(windows));
    Files.write(directory.resolve(name + ".y.f32"), raw(said));
  }

  private static byte[] raw(float[] values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    out.asFloatBuffer().put(values);
    return out.array();
  }
}
