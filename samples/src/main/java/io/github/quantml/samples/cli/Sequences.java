// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.mlflow.ModelSample;
import java.util.Arrays;
import java.util.Optional;

/**
 * Windows of standard normal numbers and what the model says of them in Java, so that who loads it
 * in Python can compare.
 *
 * @param rows rows of a window
 * @param columns columns of a window
 * @param inputs windows, one after the other
 * @param outputs what the model says, one row per window
 */
record Sequences(int rows, int columns, float[] inputs, float[][] outputs) {
  private static final int WINDOWS = 8;

  /** Nothing for a model without a graph that this library serves. */
  static Optional<Sequences> of(ModelBundle bundle, long seed) {
    if (!bundle.has(ModelBundle.ONNX)) {
      return Optional.empty();
    }
    try (OnnxForecaster network = OnnxForecaster.of(bundle.bytes(ModelBundle.ONNX))) {
      int rows = network.spec().length();
      int columns = network.spec().features().size();
      CounterRandom random = CounterRandom.of(seed);
      float[] all = new float[WINDOWS * rows * columns];
      for (int i = 0; i < all.length; i++) {
        all[i] = (float) random.nextGaussian();
      }
      float[][] outputs = new float[WINDOWS][];
      for (int w = 0; w < WINDOWS; w++) {
        outputs[w] =
            network.predict(Arrays.copyOfRange(all, w * rows * columns, (w + 1) * rows * columns));
      }
      return Optional.of(new Sequences(rows, columns, all, outputs));
    }
  }

  /** The first window, for users of the model to try. */
  ModelSample sample() {
    double[] first = new double[rows * columns];
    for (int i = 0; i < first.length; i++) {
      first[i] = inputs[i];
    }
    return new ModelSample(new int[] {1, rows, columns}, first);
  }

  /** Shape, inputs (flat) and outputs. */
  String toJson() {
    return "{\"shape\": ["
        + outputs.length
        + ", "
        + rows
        + ", "
        + columns
        + "],\n\"inputs\": "
        + Arrays.toString(inputs)
        + ",\n\"outputs\": "
        + Arrays.deepToString(outputs)
        + "}\n";
  }
}
