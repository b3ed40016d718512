// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.net.Normalised;
import io.github.quantml.deep.serve.ForecastSpec;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.train.EngineForecaster;
import io.github.quantml.deep.train.TrainingHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a training leaves: the history, and the model as one ONNX file that has passed the parity
 * gate. {@link #forecaster} serves it. Thread-safe.
 */
public final class TrainedNetwork {
  private final Normalised network;
  private final float[] parameters;
  private final Scaler inputs;
  private final Scaler labels;
  private final TrainingHistory history;
  private final ParityReport parity;
  private final OnnxForecaster forecaster;

  TrainedNetwork(
      Normalised network,
      float[] parameters,
      Scaler inputs,
      Scaler labels,
      TrainingHistory history,
      ParityReport parity,
      OnnxForecaster forecaster) {
    this.network = network;
    this.parameters = parameters;
    this.inputs = inputs;
    this.labels = labels;
    this.history = history;
    this.parity = parity;
    this.forecaster = forecaster;
  }

  public TrainingHistory history() {
    return history;
  }

  public ForecastSpec spec() {
    return forecaster.spec();
  }

  /** How well the file agrees with the network. */
  public ParityReport parity() {
    return parity;
  }

  /** Serves the file by ONNX Runtime. */
  public OnnxForecaster forecaster() {
    return forecaster;
  }

  /** The file. */
  public byte[] toOnnx() {
    return forecaster.toBytes();
  }

  /** Writes the file so that it is either the old one or the whole new one. */
  public void writeOnnx(Path file) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      Path temporary = Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
      Files.write(temporary, toOnnx());
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("onnx: cannot write " + file, e);
    }
  }

  /** All parameters, flat, in the order of the network. */
  public float[] parameters() {
    return parameters.clone();
  }

  /** Moments of the features. */
  public Scaler inputs() {
    return inputs;
  }

  /** Moments of the targets. */
  public Scaler labels() {
    return labels;
  }

  /** The same network on the training engine, for gradients; the caller closes it. */
  public EngineForecaster onEngine() {
    return new EngineForecaster(network, parameters, inputs, labels);
  }

  @Override
  public String toString() {
    return forecaster.toString();
  }
}
