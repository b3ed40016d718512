// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.net;

import io.github.quantml.math.random.CounterRandom;
import java.util.List;

/** A network: its parameters and the program that uses them. Immutable. */
public interface Network {
  /** The parameters in the order in which they lie in one flat array. */
  List<Parameter> parameters();

  /**
   * From standardised windows (batch, length, features) to raw outputs (batch, steps, targets,
   * width).
   */
  <T> T apply(Ops<T> ops, T x);

  /** Axes of what it exposes as "attention", without the batch; none if it exposes nothing. */
  default List<Integer> attentionShape() {
    return List.of();
  }

  /** Numbers in all parameters. */
  default int size() {
    return parameters().stream().mapToInt(Parameter::size).sum();
  }

  /** All parameters as they start, a pure function of the seed. */
  default float[] start(long seed) {
    float[] out = new float[size()];
    int at = 0;
    int k = 0;
    for (Parameter p : parameters()) {
      p.start(CounterRandom.of(seed).split(k++), out, at);
      at += p.size();
    }
    return out;
  }
}
