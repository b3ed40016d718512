// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.ModelContract;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.deep.train.DevicePolicy;
import io.github.quantml.deep.train.TrainingOptions;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.stats.DieboldMariano;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The members against the shared model contract, and what they can and cannot do. */
class MemberTest {
  private static final TrainingOptions SHORT = TrainingOptions.defaults().withEpochs(2);

  private static final LSTMTrainer LSTM =
      LSTMTrainer.of(new LSTMModelConfig(8, 5, 4, 1).withTraining(SHORT));

  private static TrainingData data(BarSeries bars, MarketContext context, int horizon) {
    return new TrainingData(bars, context, Horizon.ofBars(horizon));
  }

  private static void keepsTheContract(
      ModelTrainer trainer, PortableModelLoader loader, MarketContext context) {
    ModelContract.of(trainer)
        .readBackBy(loader)
        .on(data(Worlds.bars("TEST", 640, 0.3, 3), context, 3))
        .check();
  }

  @Test
  void lstmKeepsTheContract() {
    keepsTheContract(LSTM, new LSTMLoader(), MarketContext.empty());
  }

  @Test
  void transformerKeepsTheContract() {
    keepsTheContract(
        TransformerTrainer.of(new TransformerConfig(8, 8, 2, 1).withTraining(SHORT)),
        new TransformerLoader(),
        MarketContext.empty());
  }

  @Test
  void cnnLstmKeepsTheContractAloneAndBesidePeers() {
    CNNLSTMTrainer trainer =
        CNNLSTMTrainer.of(new CNNLSTMConfig(3, 6, 4).withSequenceLength(8).withTraining(SHORT));
    keepsTheContract(trainer, new CNNLSTMLoader(), MarketContext.empty());
    MarketContext peers =
        MarketContext.builder()
            .peer(Worlds.bars("PEER1", 640, 0.1, 4))
            .peer(Worlds.bars("PEER2", 640, 0.1, 5))
            .build();
    keepsTheContract(trainer, new CNNLSTMLoader(), peers);
  }

  @Test
  void cnnLstmAbstainsWithoutThePeersItLearntBeside() {
    CNNLSTMTrainer trainer =
        CNNLSTMTrainer.of(new CNNLSTMConfig(2, 6, 4).withSequenceLength(8).withTraining(SHORT));
    BarSeries bars = Worlds.bars("TEST", 400, 0.1, 3);
    MarketContext peers = MarketContext.builder().peer(Worlds.bars("PEER1", 400, 0.1, 4)).build();
    Model model = trainer.train(data(bars, peers, 1), TrainingContext.defaults());
    assertThat(model.predict(bars, peers)).isInstanceOf(Forecast.Distribution.class);
    assertThat(model.predict(bars, MarketContext.empty()))
        .isInstanceOfSatisfying(
            Forecast.Abstained.class, a -> assertThat(a.reason()).contains("PEER1"));
    assertThat(model.featureImportances()).hasSize(10).containsKey("PEER1.return");
  }

  @Test
  void findsAPlantedSignalAndTrustsNothingInNoise() {
    LSTMTrainer trainer =
        LSTMTrainer.of(
            new LSTMModelConfig(10, 5, 12, 40)
                .withTraining(
                    TrainingOptions.defaults()
                        .withEpochs(40)
                        .withLearningRate(3e-3)
                        .withPatience(6, 0)));
    BarSeries bars = Worlds.bars("AR", 2400, 0.35, 7);
    int train = 1400;
    Model model =
        trainer.train(
            data(bars.window(0, train), MarketContext.empty(), 1), TrainingContext.defaults());
    int n = bars.size() - 1 - train;
    double[] ours = new double[n];
    double[] zero = new double[n];
    int inside = 0;
    for (int i = 0; i < n; i++) {
      BarSeries known = bars.window(0, train + i + 1);
      var d = (Forecast.Distribution) model.predict(known, MarketContext.empty());
      double actual = bars.close(train + i + 1) / bars.close(train + i) - 1;
      ours[i] = Math.pow(actual - d.returns().mean(), 2);
      zero[i] = actual * actual;
      inside +=
          actual >= d.returns().quantile(0.05) && actual <= d.returns().quantile(0.95) ? 1 : 0;
    }
    DieboldMariano test = DieboldMariano.of(ours, zero, 1);
    System.out.printf(
        Locale.ROOT,
        "planted signal: DM %.2f, p %.2g, 90 %% interval holds %.3f, importances %s%n",
        test.statistic(),
        test.pValueABetter(),
        inside / (double) n,
        model.featureImportances());
    assertThat(test.pValueABetter()).isLessThan(0.001);
    // 90 % within five standard errors of 999 draws.
    assertThat(inside / (double) n).isBetween(0.853, 0.947);
    assertThat(model.featureImportances().values().stream().mapToDouble(v -> v).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(model.featureImportances().get("return"))
        .isGreaterThan(model.featureImportances().get("volume"));

    Model noise =
        LSTM.train(
            data(Worlds.bars("NOISE", 900, 0, 8), MarketContext.empty(), 1),
            TrainingContext.defaults());
    var d =
        (Forecast.Distribution)
            noise.predict(Worlds.bars("NOISE", 900, 0, 8), MarketContext.empty());
    assertThat(d.signals().get("trust")).isLessThan(0.7);
    assertThat(Math.abs(d.returns().mean())).isLessThan(0.3 * d.returns().stdDev());
  }

  @Test
  void areFoundByTheServiceLoaderAndFollowTheSettings() {
    assertThat(ServiceLoader.load(ModelTrainerProvider.class))
        .filteredOn(ModelTrainerProvider::isAvailable)
        .extracting(ModelTrainerProvider::name)
        .contains("lstm", "cnn-lstm", "transformer");
    assertThat(ServiceLoader.load(PortableModelLoader.class))
        .extracting(PortableModelLoader::name)
        .contains("lstm", "cnn-lstm", "transformer");
    QuantMlSettings settings =
        QuantMlSettings.defaults()
            .with(Setting.ML_LSTM_EPOCHS, "7")
            .with(Setting.ML_LSTM_BATCH_SIZE, "16")
            .with(Setting.ML_USE_GPU, "true");
    TrainingOptions options = MemberSettings.training(settings);
    assertThat(options.epochs()).isEqualTo(7);
    assertThat(options.batchSize()).isEqualTo(16);
    assertThat(options.device()).isEqualTo(DevicePolicy.GPU_OR_CPU);
    ModelTrainer trainer =
        new LSTMProvider().trainer(settings.with(Setting.ML_LSTM_HIDDEN_DIM, "9"));
    assertThat(trainer.name()).isEqualTo("lstm");
    assertThat(trainer.minimumBars(Horizon.ofBars(5))).isGreaterThan(150);
  }

  @Test
  void everyFlippedByteOfAFileIsRefused() {
    BarSeries bars = Worlds.bars("TEST", 400, 0.3, 3);
    PortableModel model =
        (PortableModel)
            LSTM.train(data(bars, MarketContext.empty(), 1), TrainingContext.defaults());
    byte[] bytes = model.toBundle().toBytes();
    CounterRandom random = CounterRandom.of(1);
    for (int k = 0; k < 100; k++) {
      byte[] broken = bytes.clone();
      broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(
              () -> new LSTMLoader().load(ModelBundle.fromBytes(broken, LoadLimits.defaults())))
          .isInstanceOf(ModelFormatException.class);
    }
    assertThatThrownBy(() -> new TransformerLoader().load(model.toBundle()))
        .isInstanceOf(ModelFormatException.class);
  }

  @Test
  void aPriceThatNeverMovesIsRefused() {
    BarSeriesBuilder out = BarSeries.builder("FLAT", Duration.ofDays(1));
    for (int t = 0; t < 400; t++) {
      out.add(Instant.EPOCH.plus(Duration.ofDays(t)), 5, 5, 5, 5, 1);
    }
    assertThatThrownBy(
            () ->
                LSTM.train(data(out.build(), MarketContext.empty(), 1), TrainingContext.defaults()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("FLAT: close must vary");
  }
}
