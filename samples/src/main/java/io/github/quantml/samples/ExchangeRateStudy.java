// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.TrainingContext;
import io.github.quantml.deep.ITransformerConfig;
import io.github.quantml.deep.LSTMModelConfig;
import io.github.quantml.deep.LinearConfig;
import io.github.quantml.deep.NaiveConfig;
import io.github.quantml.deep.NetworkConfig;
import io.github.quantml.deep.PatchTSTConfig;
import io.github.quantml.deep.SequenceTrainer;
import io.github.quantml.deep.TrainedNetwork;
import io.github.quantml.deep.data.Panel;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.net.WindowNorm;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.train.Schedule;
import io.github.quantml.deep.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The exchange_rate protocol of the long-horizon literature: 7588 days of eight currencies, 70 % to
 * train, 10 % to validate, 20 % to test, standardised by the training part, windows of stride 1,
 * errors in standardised units over all windows, days and currencies.
 *
 * <p>At most 10 epochs, patience 3, the rate halved after each epoch, the best epoch kept. Every
 * forecast comes from the exported file.
 */
final class ExchangeRateStudy {
  private static final int BATCH = 32;

  private final Panel panel;
  private final int trainEnd;
  private final int testStart;

  private ExchangeRateStudy(Panel panel) {
    this.panel = panel;
    this.trainEnd = (int) (panel.rows() * 0.7);
    this.testStart = panel.rows() - (int) (panel.rows() * 0.2);
  }

  /** Reads rows of comma-separated numbers without a header. */
  static ExchangeRateStudy read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file).stream().filter(s -> !s.isBlank()).toList();
    int columns = lines.get(0).split(",", -1).length;
    double[] values = new double[lines.size() * columns];
    int k = 0;
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      if (cells.length != columns) {
        throw new IllegalArgumentException(
            file + ", line " + (i + 1) + ": must have " + columns + " numbers");
      }
      for (String cell : cells) {
        values[k++] = Double.parseDouble(cell);
      }
    }
    List<String> names = IntStream.range(0, columns).mapToObj(j -> "currency" + j).toList();
    return new ExchangeRateStudy(Panel.ofRows(names, values));
  }

  /** The models by name. */
  static Map<String, NetworkConfig> models() {
    Map<String, NetworkConfig> out = new LinkedHashMap<>();
    out.put("naive", NaiveConfig.lastValue());
    out.put("nlinear-96", LinearConfig.nlinear(96).withTraining(options(5e-4, BATCH)));
    out.put("dlinear-96", LinearConfig.dlinear(96).withTraining(options(5e-4, BATCH)));
    out.put("dlinear-336", LinearConfig.dlinear(336).withTraining(options(5e-4, 8)));
    LSTMModelConfig lstm =
        new LSTMModelConfig(96, 8, 64, 10).withLayers(2).withTraining(options(1e-4, BATCH));
    out.put("lstm-last-96", lstm.withNorm(WindowNorm.SUBTRACT_LAST));
    out.put("lstm-raw-96", lstm);
    out.put("itransformer-96", ITransformerConfig.defaults().withTraining(options(1e-4, BATCH)));
    out.put("patchtst-96", PatchTSTConfig.defaults().withTraining(options(1e-4, BATCH)));
    return out;
  }

  private static TrainingOptions options(double rate, int batch) {
    return TrainingOptions.defaults()
        .withEpochs(10)
        .withPatience(3, 0)
        .withLearningRate(rate)
        .withBatchSize(batch)
        .withClipNorm(0)
        .withSchedule(new Schedule.Decay(1, 0.5));
  }

  /**
   * Errors of one model.
   *
   * @param mse of all test windows
   * @param mseDropped of the test windows without the last incomplete batch of 32
   */
  record Errors(double mse, double mae, double mseDropped, double maeDropped, int epochs) {}

  /** Trains on the first part, stops on the second, and measures on the third. */
  Errors run(NetworkConfig config, int steps, long seed) {
    Windows all = Windows.of(panel, config.sequenceLength(), steps);
    Windows train = all.between(0, trainEnd);
    Windows test = all.between(testStart, panel.rows());
    TrainedNetwork trained =
        SequenceTrainer.of(config)
            .train(
                train, all.between(trainEnd, testStart), TrainingContext.defaults().withSeed(seed));
    try (OnnxForecaster forecaster = trained.forecaster()) {
      return measure(trained, forecaster, test);
    }
  }

  private static Errors measure(TrainedNetwork trained, OnnxForecaster forecaster, Windows test) {
    double[] std = trained.labels().std();
    int full = test.size() / BATCH * BATCH;
    double squares = 0;
    double sizes = 0;
    double squaresOfFull = 0;
    double sizesOfFull = 0;
    int perWindow = forecaster.spec().outputSize();
    float[] said = new float[perWindow];
    for (int w = 0; w < test.size(); w++) {
      forecaster.predictInto(test.window(w), 1, said);
      double[] came = test.label(w);
      for (int k = 0; k < perWindow; k++) {
        double e = (said[k] - came[k]) / std[k % std.length];
        squares += e * e;
        sizes += Math.abs(e);
      }
      if (w + 1 == full) {
        squaresOfFull = squares;
        sizesOfFull = sizes;
      }
    }
    double n = (double) test.size() * perWindow;
    double m = (double) full * perWindow;
    return new Errors(
        squares / n,
        sizes / n,
        squaresOfFull / m,
        sizesOfFull / m,
        trained.history().epochs().size());
  }
}
