// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.Cancellation;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.deep.data.Panel;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.train.Schedule;
import io.github.quantml.deep.train.TrainingHistory;
import io.github.quantml.deep.train.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The training loop. */
class TrainingTest {
  private static final Windows.Split DATA = Worlds.split(Worlds.waves(260, 2, 0.1, 3), 16, 4);

  private static TransformerConfig dropping(TrainingOptions options) {
    return new TransformerConfig(16, 8, 2, 1).withDropout(0.2).withTraining(options);
  }

  private static TrainingOptions options() {
    return TrainingOptions.defaults().withEpochs(4).withWeightDecay(0.01).withClipNorm(0.5);
  }

  private static TrainedNetwork train(NetworkConfig config) {
    return SequenceTrainer.of(config).train(DATA.train(), DATA.validation());
  }

  @Test
  void threeFitsGiveTheSameBytesAndAnotherSeedGivesOthers() {
    TrainedNetwork one = train(dropping(options()));
    for (int k = 0; k < 2; k++) {
      TrainedNetwork again = train(dropping(options()));
      assertThat(again.parameters()).isEqualTo(one.parameters());
      assertThat(again.toOnnx()).isEqualTo(one.toOnnx());
    }
    TrainedNetwork other =
        SequenceTrainer.of(dropping(options()))
            .train(DATA.train(), DATA.validation(), TrainingContext.defaults().withSeed(43));
    assertThat(other.parameters()).isNotEqualTo(one.parameters());
  }

  @Test
  void fitsInSeveralThreadsDoNotDisturbEachOther() throws Exception {
    float[] alone = train(dropping(options())).parameters();
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Callable<float[]>> tasks = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        tasks.add(() -> train(dropping(options())).parameters());
      }
      for (Future<float[]> together : pool.invokeAll(tasks)) {
        assertThat(together.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdown();
    }
  }

  /** Stops the first time at a step, wherever that is in its epoch, and goes on from the file. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 7, 14})
  void aTrainingThatWasKilledGoesOnToTheSameBytes(int killedAt, @TempDir Path directory) {
    TrainedNetwork whole = train(dropping(options()));
    Path file = directory.resolve("state");
    NetworkConfig config = dropping(options().withCheckpoint(file, 2));
    IllegalStateException killed = new IllegalStateException("killed");
    TrainingContext dying =
        TrainingContext.defaults()
            .withProgress(
                (stage, done, total) -> {
                  if (done == killedAt) {
                    throw killed;
                  }
                });
    assertThatThrownBy(
            () -> SequenceTrainer.of(config).train(DATA.train(), DATA.validation(), dying))
        .isSameAs(killed);
    TrainedNetwork resumed = train(config);
    assertThat(resumed.parameters()).isEqualTo(whole.parameters());
    assertThat(resumed.toOnnx()).isEqualTo(whole.toOnnx());
    assertThat(resumed.history().epochs()).hasSize(4);
    for (int e = 0; e < 4; e++) {
      TrainingHistory.Epoch a = resumed.history().epochs().get(e);
      TrainingHistory.Epoch b = whole.history().epochs().get(e);
      assertThat(a.trainLoss()).isEqualTo(b.trainLoss());
      assertThat(a.validationLoss()).isEqualTo(b.validationLoss());
    }
    // Once more: the file says that all is done.
    assertThat(train(config).parameters()).isEqualTo(whole.parameters());
  }

  @Test
  void aCheckpointOfAnotherTrainingOrADamagedOneIsRefused(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("state");
    train(dropping(options().withCheckpoint(file, 100)));
    assertThatThrownBy(() -> train(dropping(options().withEpochs(5).withCheckpoint(file, 100))))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("belongs to another training");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> train(dropping(options().withCheckpoint(file, 100))))
        .isInstanceOf(ModelFormatException.class);
  }

  @Test
  void theBestWeightsAreKeptWhenPatienceEnds() {
    // A rate that is far too high after a while: the losses rise again.
    LSTMModelConfig config =
        new LSTMModelConfig(16, 2, 12, 60)
            .withTraining(
                TrainingOptions.defaults()
                    .withEpochs(60)
                    .withLearningRate(0.03)
                    .withPatience(4, 1e-4));
    TrainedNetwork trained = train(config);
    TrainingHistory history = trained.history();
    assertThat(history.stop()).isEqualTo(TrainingHistory.Stop.PATIENCE);
    assertThat(history.epochs()).hasSize(history.bestEpoch() + 5);
    double best = history.best().validationLoss();
    assertThat(history.epochs())
        .allMatch(e -> e.index() <= history.bestEpoch() || e.validationLoss() > best - 1e-4);
    // What the kept weights lose, from the file, in the same units as the loop.
    double[] std = trained.labels().std();
    double sum = 0;
    Windows check = DATA.validation();
    for (int w = 0; w < check.size(); w++) {
      float[] said = trained.forecaster().predict(check.window(w));
      double[] came = check.label(w);
      for (int k = 0; k < said.length; k++) {
        double e = (said[k] - came[k]) / std[k % std.length];
        sum += e * e / said.length;
      }
    }
    assertThat(sum / check.size()).isCloseTo(best, within(1e-5));
  }

  @Test
  void timeEndsATrainingAndLeavesAModel() {
    TrainedNetwork trained =
        train(dropping(options().withEpochs(1000).withTimeBudget(Duration.ofNanos(1))));
    assertThat(trained.history().stop()).isEqualTo(TrainingHistory.Stop.TIME);
    assertThat(trained.history().epochs()).hasSize(1);
  }

  @Test
  void aCallerCanStopATraining() {
    Cancellation cancellation = new Cancellation();
    TrainingContext context =
        TrainingContext.defaults()
            .withCancellation(cancellation)
            .withProgress(
                (stage, done, total) -> {
                  if (done == 3) {
                    cancellation.cancel();
                  }
                });
    assertThatThrownBy(
            () ->
                SequenceTrainer.of(dropping(options()))
                    .train(DATA.train(), DATA.validation(), context))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aLossThatOverflowsNamesEpochAndBatch() {
    assertThatThrownBy(
            () ->
                train(
                    LinearConfig.nlinear(16)
                        .withTraining(options().withLearningRate(900).withClipNorm(0))))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageMatching("(?s).*nlinear: epoch \\d+, batch \\d+: loss .* must be finite.*");
  }

  @Test
  void badInputIsNamed() {
    Panel panel = Worlds.waves(30, 2, 0.1, 1);
    assertThatThrownBy(() -> Windows.of(panel, 28, 4))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 32, got 30");
    assertThatThrownBy(() -> Windows.of(Worlds.bars("AAA", 20, 0, 1), 18, 4))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("AAA: bars for windows of 18 and 4 steps: needs at least 22, got 20");
    double[] holed = new double[30];
    holed[17] = Double.NaN;
    assertThatThrownBy(() -> Panel.ofColumns(List.of("open", "volume"), new double[30], holed))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("column 'volume', row 17: must be finite, got NaN");
    assertThatThrownBy(() -> train(new LSTMModelConfig(16, 5, 8, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have 5 features (inputFeatures), got 2");
    assertThatThrownBy(() -> train(new LSTMModelConfig(15, 2, 8, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have 15 rows");
    assertThatThrownBy(() -> train(dropping(options().withBatchSize(5000))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batchSize: must be at most the")
        .hasMessageContaining("got 5000");
  }

  @Test
  void schedulesFollowTheirFormulas() {
    List<Double> none = List.of();
    assertThat(new Schedule.Decay(1, 0.5).factor(3, 0, 9, none)).isEqualTo(0.125);
    assertThat(new Schedule.Cosine(4).factor(0, 1, 104, none)).isCloseTo(0.4, within(1e-15));
    assertThat(new Schedule.Cosine(4).factor(0, 54, 104, none)).isCloseTo(0.5, within(1e-15));
    assertThat(new Schedule.Cosine(0).factor(0, 99, 99, none)).isCloseTo(0, within(1e-15));
    Schedule plateau = new Schedule.OnPlateau(2, 0.1);
    assertThat(plateau.factor(0, 0, 9, List.of(3.0, 2.0, 2.5))).isEqualTo(1);
    assertThat(plateau.factor(0, 0, 9, List.of(3.0, 2.0, 2.5, 2.2, 1.0)))
        .isCloseTo(0.1, within(1e-15));
  }
}
