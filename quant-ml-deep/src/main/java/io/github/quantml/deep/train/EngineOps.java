// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.quantml.deep.net.Ops;
import io.github.quantml.deep.net.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Computes a network with arrays of the engine. Everything it makes belongs to one scope, except
 * constants, which stay with the caller. Not thread-safe.
 */
final class EngineOps implements Ops<NDArray> {
  private static final float EPSILON = 1e-5f;

  private final NDManager scope;
  private final Map<String, NDArray> parameters = new HashMap<>();
  private final Map<String, NDArray> constants;
  private final NDManager lasting;
  private final boolean training;
  private final Map<String, NDArray> exposed = new HashMap<>();

  /**
   * Cuts a flat array into parameters, in one operation whose gradient is again one array.
   *
   * @param lasting where constants live
   * @param constants made so far, by name
   */
  EngineOps(
      NDManager scope,
      List<Parameter> layout,
      NDArray flat,
      NDManager lasting,
      Map<String, NDArray> constants,
      boolean training) {
    this.scope = scope;
    this.lasting = lasting;
    this.constants = constants;
    this.training = training;
    if (layout.isEmpty()) {
      return;
    }
    long[] cuts = new long[layout.size() - 1];
    long at = 0;
    for (int k = 0; k < cuts.length; k++) {
      at += layout.get(k).size();
      cuts[k] = at;
    }
    NDList parts = cuts.length == 0 ? new NDList(flat) : flat.split(cuts, 0);
    for (int k = 0; k < layout.size(); k++) {
      NDArray part = own(parts.get(k));
      parameters.put(layout.get(k).name(), own(part.reshape(new Shape(layout.get(k).shape()))));
    }
  }

  NDArray exposed(String name) {
    return Objects.requireNonNull(exposed.get(name), name);
  }

  private NDArray own(NDArray array) {
    if (array.getManager() != scope) {
      array.attach(scope);
    }
    return array;
  }

  @Override
  public NDArray add(NDArray a, NDArray b) {
    return own(a.add(b));
  }

  @Override
  public NDArray sub(NDArray a, NDArray b) {
    return own(a.sub(b));
  }

  @Override
  public NDArray mul(NDArray a, NDArray b) {
    return own(a.mul(b));
  }

  @Override
  public NDArray div(NDArray a, NDArray b) {
    return own(a.div(b));
  }

  @Override
  public NDArray scale(NDArray a, double factor) {
    return own(a.mul(number(factor)));
  }

  @Override
  public NDArray shift(NDArray a, double term) {
    return own(a.add(number(term)));
  }

  /**
   * A number as an array that lasts. DJL wraps the number of {@code a.mul(2f)} in Java memory that
   * a garbage collection may free before the gradient reads it again.
   */
  NDArray number(double value) {
    float rounded = (float) value;
    return constants.computeIfAbsent(
        "number." + rounded, n -> lasting.create(new float[] {rounded}, new Shape(1)));
  }

  NDArray abs(NDArray a) {
    return own(a.abs());
  }

  NDArray square(NDArray a) {
    return own(a.square());
  }

  NDArray log(NDArray a) {
    return own(a.log());
  }

  NDArray minimum(NDArray a, NDArray b) {
    return own(a.minimum(b));
  }

  NDArray maximum(NDArray a, NDArray b) {
    return own(a.maximum(b));
  }

  @Override
  public NDArray sqrt(NDArray a) {
    return own(a.sqrt());
  }

  @Override
  public NDArray tanh(NDArray a) {
    return own(a.tanh());
  }

  @Override
  public NDArray relu(NDArray a) {
    return own(a.getNDArrayInternal().relu());
  }

  @Override
  public NDArray gelu(NDArray a) {
    return own(a.getNDArrayInternal().gelu());
  }

  @Override
  public NDArray softplus(NDArray a) {
    return own(a.getNDArrayInternal().softPlus());
  }

  @Override
  public NDArray softmax(NDArray a) {
    return own(a.softmax(-1));
  }

  @Override
  public NDArray mean(NDArray a, int axis) {
    return own(a.mean(new int[] {axis}, true));
  }

  @Override
  public NDArray matMul(NDArray a, NDArray b) {
    return own(a.matMul(b));
  }

  @Override
  public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return own(x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow());
  }

  @Override
  public NDArray transpose(NDArray a, int... axes) {
    return own(a.transpose(axes));
  }

  @Override
  public NDArray reshape(NDArray a, long... shape) {
    return own(a.reshape(shape));
  }

  @Override
  public NDArray slice(NDArray a, int axis, int from, int to) {
    NDIndex index = new NDIndex();
    for (int k = 0; k < axis; k++) {
      index.addAllDim();
    }
    return own(a.get(index.addSliceDim(from, to)));
  }

  @Override
  public List<NDArray> split(NDArray a, int axis, int parts) {
    List<NDArray> out = new ArrayList<>(a.split(parts, axis));
    out.forEach(this::own);
    return out;
  }

  @Override
  public NDArray concat(int axis, List<NDArray> parts) {
    NDList rest = new NDList(parts.subList(1, parts.size()));
    return own(parts.get(0).getNDArrayInternal().concat(rest, axis));
  }

  @Override
  public NDArray layerNorm(NDArray x, NDArray gamma, NDArray beta) {
    Shape last = new Shape(x.getShape().get(x.getShape().dimension() - 1));
    return own(x.getNDArrayInternal().layerNorm(x, last, gamma, beta, EPSILON).singletonOrThrow());
  }

  @Override
  public NDArray conv1d(NDArray x, NDArray weight, NDArray bias) {
    long k = weight.getShape().get(2);
    return own(
        x.getNDArrayInternal()
            .convolution(x, weight, bias, new Shape(1), new Shape(k / 2), new Shape(1), 1)
            .singletonOrThrow());
  }

  @Override
  public NDArray lstm(
      NDArray x,
      List<NDArray> weights,
      int layers,
      int hidden,
      boolean bidirectional,
      double dropout) {
    Shape state = new Shape((long) layers * (bidirectional ? 2 : 1), x.getShape().get(0), hidden);
    NDArray zero = scope.zeros(state);
    // The engine's own order of weights, given here by hand: DJL's bidirectional block mixes it up.
    NDList out =
        x.getNDArrayInternal()
            .lstm(
                x,
                new NDList(zero, zero),
                new NDList(weights),
                true,
                layers,
                layers > 1 ? dropout : 0,
                training,
                bidirectional,
                true);
    out.forEach(this::own);
    return out.get(0);
  }

  @Override
  public NDArray dropout(NDArray a, double share) {
    return !training || share == 0
        ? a
        : own(a.getNDArrayInternal().dropout(a, (float) share, true).singletonOrThrow());
  }

  @Override
  public NDArray parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  @Override
  public NDArray constant(String name, float[] values, long... shape) {
    return constants.computeIfAbsent(name, n -> lasting.create(values, new Shape(shape)));
  }

  @Override
  public void expose(String name, NDArray value) {
    exposed.put(name, value);
  }
}
