// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.net.Io;
import io.github.quantml.deep.net.Normalised;
import io.github.quantml.deep.onnx.OnnxExporter;
import io.github.quantml.deep.serve.ForecastSpec;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.train.EngineForecaster;
import io.github.quantml.deep.train.Fit;
import io.github.quantml.deep.train.TrainingHistory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains any network on windows: fits the scaler on the training windows, runs the loop, exports,
 * and passes the export through the parity gate. Immutable.
 */
public final class SequenceTrainer {
  private final NetworkConfig config;
  private final boolean attention;
  private final Consumer<TrainingHistory.Epoch> listener;

  private SequenceTrainer(
      NetworkConfig config, boolean attention, Consumer<TrainingHistory.Epoch> listener) {
    this.config = config;
    this.attention = attention;
    this.listener = listener;
  }

  public static SequenceTrainer of(NetworkConfig config) {
    return new SequenceTrainer(config, false, epoch -> {});
  }

  /** With the attention weights as a second output of the file. */
  public SequenceTrainer withAttentionOutput() {
    return new SequenceTrainer(config, true, listener);
  }

  /** With somebody who hears each finished epoch. */
  public SequenceTrainer withListener(Consumer<TrainingHistory.Epoch> value) {
    return new SequenceTrainer(config, attention, value);
  }

  public NetworkConfig config() {
    return config;
  }

  /** Trains with {@link TrainingContext#defaults}. */
  public TrainedNetwork train(Windows train, @Nullable Windows validation) {
    return train(train, validation, TrainingContext.defaults());
  }

  /**
   * Trains.
   *
   * @param train windows to learn from; the scaler sees nothing else
   * @param validation windows that choose the best epoch and stop the training; null to train all
   *     epochs and keep the last
   * @throws IllegalArgumentException when windows and configuration do not fit
   * @throws InvalidDataException when loss or gradient stop being finite, naming epoch and batch
   */
  public TrainedNetwork train(
      Windows train, @Nullable Windows validation, TrainingContext context) {
    requireFit(train);
    if (validation != null
        && (validation.inputs() != train.inputs() || validation.labels() != train.labels())) {
      requireFit(validation);
    }
    int[] targets = train.targets();
    if (!train.isAutoregressive()) {
      Arrays.fill(targets, -1);
    }
    Io io =
        new Io(
            train.length(),
            train.inputs().columns(),
            train.steps(),
            targets,
            config.loss().output());
    Normalised network = Normalised.of(io, config.norm(), config.network(io));
    Scaler inputs = train.fitScaler();
    Scaler labels = train.fitLabelScaler();
    Fit.Fitted fitted =
        Fit.run(
            new Fit.Job(
                config.architecture(),
                network,
                train,
                validation,
                inputs,
                labels,
                config.loss(),
                config.training(),
                context.seed(),
                context.progress(),
                context.cancellation(),
                epoch -> tell(epoch, context)));
    ForecastSpec spec = spec(train, network, inputs, labels, context.seed(), fitted.history());
    return export(network, fitted, inputs, labels, spec, validation == null ? train : validation);
  }

  private void requireFit(Windows windows) {
    if (windows.length() != config.sequenceLength()) {
      throw new IllegalArgumentException(
          "windows: must have "
              + config.sequenceLength()
              + " rows (sequenceLength), got "
              + windows.length());
    }
    int features = windows.inputs().columns();
    if (config.inputFeatures() > 0 && features != config.inputFeatures()) {
      throw new IllegalArgumentException(
          "windows: must have "
              + config.inputFeatures()
              + " features (inputFeatures), got "
              + features
              + ": "
              + windows.inputs().names());
    }
  }

  private void tell(TrainingHistory.Epoch epoch, TrainingContext context) {
    listener.accept(epoch);
    context
        .run()
        .ifPresent(
            run -> {
              run.metric("train_loss", epoch.trainLoss(), epoch.index());
              run.metric("validation_loss", epoch.validationLoss(), epoch.index());
              run.metric("learning_rate", epoch.learningRate(), epoch.index());
            });
  }

  private ForecastSpec spec(
      Windows train,
      Normalised network,
      Scaler inputs,
      Scaler labels,
      long seed,
      TrainingHistory history) {
    Map<String, String> notes = new TreeMap<>();
    config.settings().forEach((k, v) -> notes.put("setting." + k, v));
    notes.put("scaler.mean", numbers(inputs.mean()));
    notes.put("scaler.std", numbers(inputs.std()));
    notes.put("label.mean", numbers(labels.mean()));
    notes.put("label.std", numbers(labels.std()));
    notes.put("best.epoch", Integer.toString(history.bestEpoch()));
    notes.put("stop", history.stop().name());
    notes.put("parameters", Integer.toString(network.size()));
    return new ForecastSpec(
        config.architecture(),
        train.inputs().names(),
        train.targetNames(),
        train.length(),
        train.steps(),
        train.reach(),
        config.loss().output(),
        attention ? network.attentionShape() : List.of(),
        seed,
        train.inputs().sha256(),
        notes);
  }

  private static String numbers(double[] values) {
    return String.join(" ", Arrays.stream(values).mapToObj(Double::toString).toList());
  }

  private static TrainedNetwork export(
      Normalised network,
      Fit.Fitted fitted,
      Scaler inputs,
      Scaler labels,
      ForecastSpec spec,
      Windows real) {
    float[] parameters = fitted.parameters();
    byte[] draft = OnnxExporter.export(network, parameters, inputs, labels, spec);
    ParityReport parity;
    try (OnnxForecaster file = OnnxForecaster.of(draft);
        EngineForecaster engine = new EngineForecaster(network, parameters, inputs, labels)) {
      parity = ParityReport.require(engine, file, inputs, labels, real, spec.seed());
    }
    ForecastSpec passed =
        spec.withNote("parity.windows", Integer.toString(parity.windows()))
            .withNote("parity.largest", Double.toString(parity.largest()))
            .withNote("parity.worst", Double.toString(parity.worst()));
    byte[] file = OnnxExporter.export(network, parameters, inputs, labels, passed);
    return new TrainedNetwork(
        network, parameters, inputs, labels, fitted.history(), parity, OnnxForecaster.of(file));
  }
}
