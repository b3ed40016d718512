// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.mlflow.pack.InputExample;
import java.util.List;

/**
 * An input that users of a logged model can try: the values of one tensor in C order. The arrays
 * are shared, not copied.
 *
 * @param shape sizes of the tensor, the batch first
 * @param values as many finite values as the sizes multiply to
 */
public record ModelSample(int[] shape, double[] values) {
  public ModelSample {
    for (double v : values) {
      if (!Double.isFinite(v)) {
        throw new IllegalArgumentException("model sample: values must be finite, got " + v);
      }
    }
  }

  InputExample example() {
    return new InputExample(List.of("input"), List.of(shape), List.of(values));
  }
}
