// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.net;

import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;

/**
 * A trained array of a network.
 *
 * @param name unique within the network
 * @param start how it starts
 * @param bound half-width of a uniform start, value of a constant one
 * @param decays whether weight decay applies: to matrices, not to biases, norms or positions
 * @param shape its axes
 */
public record Parameter(String name, Start start, double bound, boolean decays, long... shape) {
  /** How an array starts. */
  public enum Start {
    UNIFORM,
    CONSTANT,
    /** Uniform, with 1 added to the second quarter: the forget gate of an LSTM starts open. */
    FORGET_BIAS
  }

  /** Weights of a linear map, uniform within ±1/√inputs. */
  static Parameter weight(String name, int out, int in) {
    return new Parameter(name, Start.UNIFORM, 1 / Math.sqrt(in), true, out, in);
  }

  static Parameter bias(String name, int out, int in) {
    return new Parameter(name, Start.UNIFORM, 1 / Math.sqrt(in), false, out);
  }

  static Parameter constant(String name, double value, long... shape) {
    return new Parameter(name, Start.CONSTANT, value, false, shape);
  }

  /** How many numbers it has. */
  public int size() {
    return (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** Writes the starting values. */
  void start(CounterRandom random, float[] out, int at) {
    int n = size();
    for (int i = 0; i < n; i++) {
      double u = start == Start.CONSTANT ? bound : bound * (2 * random.nextDouble() - 1);
      boolean forget = start == Start.FORGET_BIAS && i >= n / 4 && i < n / 2;
      out[at + i] = (float) (forget ? u + 1 : u);
    }
  }
}
