// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.api.ModelBundle;
import java.util.Arrays;

/** A small model for tests: y = mean over three steps of x ∘ (1, 2). */
final class Tiny {
  private Tiny() {}

  static ModelBundle bundle() {
    return ModelBundle.builder("tiny", 1)
        .bytes(ModelBundle.ONNX, TinyOnnx.weightedMean(3, 1, 2))
        .build();
  }

  static ModelSample sample(int... shape) {
    return new ModelSample(shape, new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)]);
  }
}
