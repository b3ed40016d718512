// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.net;

import java.util.List;

/**
 * The operations that networks are made of. A network is written once, as a program over these:
 * arrays of an engine compute it, names in a graph record it.
 *
 * <p>The first axis of what depends on the input is the batch, of any size; {@link #reshape} writes
 * it as −1. Numbers are floats. Binary operations broadcast.
 *
 * @param <T> a value: an array, or the name of one
 */
public interface Ops<T> {
  T add(T a, T b);

  T sub(T a, T b);

  T mul(T a, T b);

  T div(T a, T b);

  /** a·factor. */
  T scale(T a, double factor);

  /** a + term. */
  T shift(T a, double term);

  T sqrt(T a);

  T tanh(T a);

  T relu(T a);

  /** x·Φ(x), by the error function. */
  T gelu(T a);

  /** ln(1 + eˣ). */
  T softplus(T a);

  /** Over the last axis. */
  T softmax(T a);

  /** Mean over one axis, which stays with length 1. */
  T mean(T a, int axis);

  /** Product of the last two axes; leading axes broadcast. */
  T matMul(T a, T b);

  /** x·Wᵀ + b on the last axis. */
  T linear(T x, T weight, T bias);

  T transpose(T a, int... axes);

  T reshape(T a, long... shape);

  /** Positions {@code from} (inclusive) to {@code to} (exclusive) of one axis, which stays. */
  T slice(T a, int axis, int from, int to);

  /** Equal parts of one axis. */
  List<T> split(T a, int axis, int parts);

  T concat(int axis, List<T> parts);

  /** (x − mean)/√(variance + 10⁻⁵)·γ + β over the last axis. */
  T layerNorm(T x, T gamma, T beta);

  /** Convolution over time of x (batch, channels, time), padded with zeros to equal length. */
  T conv1d(T x, T weight, T bias);

  /**
   * Long short-term memory over x (batch, time, features); gives the last layer's outputs (batch,
   * time, directions·hidden).
   *
   * @param weights per layer and direction: input (4H, ·), hidden (4H, H), two biases (4H); gates
   *     in the order input, forget, cell, output
   * @param dropout between layers while training
   */
  T lstm(T x, List<T> weights, int layers, int hidden, boolean bidirectional, double dropout);

  /** Sets a random share to zero while training. */
  T dropout(T a, double share);

  /** A trained parameter by name. */
  T parameter(String name);

  /** Fixed numbers. */
  T constant(String name, float[] values, long... shape);

  /** A second output by name, for a caller that wants it. */
  void expose(String name, T value);
}
