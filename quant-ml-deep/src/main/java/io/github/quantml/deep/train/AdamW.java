// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.apache.commons.math3.util.FastMath;

/**
 * Adam with decoupled weight decay over one flat array of parameters, by a dozen operations of the
 * engine whatever the number of layers.
 *
 * <p>m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − η(λ·θ + m̂/(√v̂ + ε)) with β₁ = 0.9, β₂ =
 * 0.999, ε = 10⁻⁸; λ for matrices only.
 *
 * <p>Source: Loshchilov and Hutter (2019), Decoupled weight decay regularization, algorithm 2.
 */
final class AdamW {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final NDArray parameters;
  private final NDArray first;
  private final NDArray second;
  private final NDArray decays;
  private final NDArray beta1;
  private final NDArray beta2;
  private final NDArray fresh1;
  private final NDArray fresh2;
  private final NDArray epsilon;
  private final double decay;

  /**
   * An optimizer of arrays that belong to {@code lasting}.
   *
   * @param decays 1 where weight decay applies, 0 elsewhere
   */
  AdamW(
      NDManager lasting,
      NDArray parameters,
      float[] first,
      float[] second,
      float[] decays,
      double decay) {
    this.parameters = parameters;
    Shape shape = new Shape(decays.length);
    this.first = lasting.create(first, shape);
    this.second = lasting.create(second, shape);
    this.decays = lasting.create(decays, shape);
    this.decay = decay;
    // Numbers as arrays that last: each number given to an operation costs a block of Java memory.
    this.beta1 = number(lasting, BETA1);
    this.beta2 = number(lasting, BETA2);
    this.fresh1 = number(lasting, 1 - BETA1);
    this.fresh2 = number(lasting, 1 - BETA2);
    this.epsilon = number(lasting, EPSILON);
  }

  /**
   * One step; the gradient belongs to a scope of this step and is used up.
   *
   * @param t step from 1
   */
  void step(NDArray gradient, double rate, long t) {
    NDManager scope = gradient.getManager();
    first.muli(beta1).addi(gradient.mul(fresh1));
    second.muli(beta2).addi(gradient.square().muli(fresh2));
    double unbias1 = 1 - FastMath.pow(BETA1, (double) t);
    double unbias2 = 1 - FastMath.pow(BETA2, (double) t);
    NDArray root = second.sqrt();
    root.attach(scope);
    root.muli(number(scope, 1 / FastMath.sqrt(unbias2))).addi(epsilon);
    NDArray move = first.div(root);
    move.attach(scope);
    move.muli(number(scope, rate / unbias1));
    if (decay > 0) {
      NDArray shrink = decays.mul(number(scope, -rate * decay));
      shrink.attach(scope);
      move.subi(shrink.muli(parameters));
    }
    parameters.subi(move);
  }

  private static NDArray number(NDManager manager, double value) {
    return manager.create(new float[] {(float) value}, new Shape(1));
  }

  float[] first() {
    return first.toFloatArray();
  }

  float[] second() {
    return second.toFloatArray();
  }
}
