// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.net.Io;
import io.github.quantml.deep.net.Normalised;
import java.util.HashMap;
import java.util.Map;

/**
 * The same forecasts as the exported file, computed by the training engine on the processor: for
 * the parity gate, for gradients, and for comparisons. Not thread-safe.
 */
public final class EngineForecaster implements AutoCloseable {
  private final Normalised network;
  private final Scaler inputs;
  private final Scaler labels;
  private final NDManager lasting;
  private final NDArray parameters;
  private final Map<String, NDArray> constants = new HashMap<>();

  /** A forecaster of fitted parameters. */
  public EngineForecaster(Normalised network, float[] parameters, Scaler inputs, Scaler labels) {
    this.network = network;
    this.inputs = inputs;
    this.labels = labels;
    this.lasting = Engines.load().newBaseManager(Device.cpu());
    // An engine's arrays are not empty; a network without parameters reads none.
    this.parameters =
        lasting.create(
            parameters.length == 0 ? new float[1] : parameters,
            new Shape(Math.max(1, parameters.length)));
  }

  /** Forecasts from raw windows that lie one after the other. */
  public float[] predict(float[] windows, int batch) {
    try (NDManager scope = lasting.newSubManager()) {
      EngineOps ops =
          new EngineOps(scope, network.parameters(), parameters, lasting, constants, false);
      return said(ops, array(scope, windows, batch)).toFloatArray();
    }
  }

  private NDArray array(NDManager scope, float[] windows, int batch) {
    Io io = network.io();
    return scope.create(windows, new Shape(batch, io.length(), io.features()));
  }

  private NDArray said(EngineOps ops, NDArray x) {
    return network.unscale(ops, network.apply(ops, network.scale(ops, x, inputs)), labels);
  }

  /** The attention weights of raw windows. */
  public float[] attention(float[] windows, int batch) {
    try (NDManager scope = lasting.newSubManager()) {
      EngineOps ops =
          new EngineOps(scope, network.parameters(), parameters, lasting, constants, false);
      said(ops, array(scope, windows, batch));
      return ops.exposed("attention").toFloatArray();
    }
  }

  /**
   * Gradient, with respect to each number of each raw window, of one number of its forecast.
   *
   * @param index which of the numbers of a forecast
   */
  public float[] gradient(float[] windows, int batch, int index) {
    int outputs = network.io().outputs();
    if (index < 0 || index >= outputs) {
      throw new IndexOutOfBoundsException("output " + index + " of " + outputs);
    }
    try (NDManager scope = lasting.newSubManager()) {
      NDArray x = array(scope, windows, batch);
      Engines.STEP.lock();
      try (GradientCollector collector = Engines.load().newGradientCollector()) {
        x.setRequiresGradient(true);
        EngineOps ops =
            new EngineOps(scope, network.parameters(), parameters, lasting, constants, false);
        NDArray flat = said(ops, x).reshape(batch, outputs);
        collector.backward(ops.slice(flat, 1, index, index + 1).sum());
      } finally {
        Engines.STEP.unlock();
      }
      NDArray gradient = x.getGradient();
      gradient.attach(scope);
      return gradient.toFloatArray();
    }
  }

  @Override
  public void close() {
    lasting.close();
  }
}
