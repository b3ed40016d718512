// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import ai.djl.ndarray.NDArray;
import io.github.quantml.deep.serve.Output;
import org.apache.commons.math3.util.FastMath;

/**
 * What a training makes small: the mean over all forecast values of a loss, in standardised units.
 *
 * <ul>
 *   <li>MSE: (y − ŷ)²; MAE: |y − ŷ|;
 *   <li>HUBER: e²/2 within ±δ, δ(|e| − δ/2) outside;
 *   <li>PINBALL: the mean over levels p of max(p·e, (p − 1)·e), e = y − q;
 *   <li>GAUSSIAN: ln σ + ((y − μ)/σ)²/2 + ln(2π)/2;
 *   <li>STUDENT_T: −ln density of μ + σ·T(ν).
 * </ul>
 *
 * @param kind which of them
 * @param delta δ of HUBER, positive
 * @param output what the network says, which must fit
 */
public record Loss(Kind kind, double delta, Output output) {
  /** The losses there are. */
  public enum Kind {
    MSE,
    MAE,
    HUBER,
    PINBALL,
    GAUSSIAN,
    STUDENT_T
  }

  private static final double HALF_LOG_2PI = 0.5 * FastMath.log(2 * Math.PI);
  private static final double HALF_LOG_PI = 0.5 * FastMath.log(Math.PI);

  public Loss {
    if (!(delta > 0)) {
      throw new IllegalArgumentException("delta: must be positive, got " + delta);
    }
    Output.Kind fits =
        switch (kind) {
          case MSE, MAE, HUBER -> Output.Kind.POINT;
          case PINBALL -> Output.Kind.QUANTILES;
          case GAUSSIAN -> Output.Kind.GAUSSIAN;
          case STUDENT_T -> Output.Kind.STUDENT_T;
        };
    if (output.kind() != fits) {
      throw new IllegalArgumentException("output: " + kind + " needs " + fits + ", got " + output);
    }
  }

  public static Loss mse() {
    return new Loss(Kind.MSE, 1, Output.point());
  }

  public static Loss mae() {
    return new Loss(Kind.MAE, 1, Output.point());
  }

  /** Source: Huber (1964), Robust estimation of a location parameter. */
  public static Loss huber(double delta) {
    return new Loss(Kind.HUBER, delta, Output.point());
  }

  /** Source: Koenker and Bassett (1978), Regression quantiles. */
  public static Loss pinball(double... levels) {
    return new Loss(Kind.PINBALL, 1, Output.quantiles(levels));
  }

  public static Loss gaussian() {
    return new Loss(Kind.GAUSSIAN, 1, Output.gaussian());
  }

  public static Loss studentT() {
    return new Loss(Kind.STUDENT_T, 1, Output.studentT());
  }

  /**
   * The mean loss.
   *
   * @param said (batch, steps, targets, width)
   * @param came (batch, steps, targets, 1)
   */
  NDArray apply(EngineOps ops, NDArray said, NDArray came) {
    NDArray each =
        switch (kind) {
          case MSE -> ops.square(ops.sub(came, said));
          case MAE -> ops.abs(ops.sub(came, said));
          case HUBER -> huber(ops, ops.sub(came, said));
          case PINBALL -> pinball(ops, said, came);
          case GAUSSIAN -> gaussian(ops, said, came);
          case STUDENT_T -> studentT(ops, said, came);
        };
    return each.mean();
  }

  /** δ(|e| − δ/2) outside is c(|e| − c/2) with c = min(|e|, δ) everywhere. */
  private NDArray huber(EngineOps ops, NDArray error) {
    NDArray size = ops.abs(error);
    NDArray near = ops.minimum(size, ops.number(delta));
    return ops.mul(near, ops.sub(size, ops.scale(near, 0.5)));
  }

  private NDArray pinball(EngineOps ops, NDArray said, NDArray came) {
    double[] levels = output.levels();
    float[] p = new float[levels.length];
    float[] q = new float[levels.length];
    for (int k = 0; k < p.length; k++) {
      p[k] = (float) levels[k];
      q[k] = (float) (levels[k] - 1);
    }
    NDArray error = ops.sub(came, said);
    return ops.maximum(
        ops.mul(error, ops.constant("pinball.above", p, p.length)),
        ops.mul(error, ops.constant("pinball.below", q, q.length)));
  }

  private static NDArray part(EngineOps ops, NDArray said, int k) {
    return ops.slice(said, 3, k, k + 1);
  }

  private static NDArray gaussian(EngineOps ops, NDArray said, NDArray came) {
    NDArray scale = part(ops, said, 1);
    NDArray z = ops.div(ops.sub(came, part(ops, said, 0)), scale);
    return ops.shift(ops.add(ops.log(scale), ops.scale(ops.square(z), 0.5)), HALF_LOG_2PI);
  }

  private static NDArray studentT(EngineOps ops, NDArray said, NDArray came) {
    NDArray scale = part(ops, said, 1);
    NDArray nu = part(ops, said, 2);
    NDArray z = ops.div(ops.sub(came, part(ops, said, 0)), scale);
    NDArray tail =
        ops.mul(
            ops.log(ops.shift(ops.div(ops.square(z), nu), 1)), ops.scale(ops.shift(nu, 1), 0.5));
    NDArray constant =
        ops.sub(
            ops.shift(ops.scale(ops.log(nu), 0.5), HALF_LOG_PI),
            logGammaRatio(ops, ops.scale(nu, 0.5)));
    return ops.add(ops.add(constant, ops.log(scale)), tail);
  }

  /**
   * ln Γ(x + ½) − ln Γ(x) for x ≥ 1 from the engine's operations: its asymptotic series at x + 3,
   * and three steps of the recurrence back; error below 10⁻⁷, and no cancellation at large x.
   *
   * <p>Source: Tricomi and Erdélyi (1951), The asymptotic expansion of a ratio of gamma functions.
   */
  private static NDArray logGammaRatio(EngineOps ops, NDArray x) {
    NDArray y = ops.shift(x, 3);
    NDArray above = ops.mul(ops.mul(ops.shift(x, 0.5), ops.shift(x, 1.5)), ops.shift(x, 2.5));
    NDArray below = ops.mul(ops.mul(x, ops.shift(x, 1)), ops.shift(x, 2));
    NDArray inverse = ops.div(ops.number(1), y);
    NDArray square = ops.square(inverse);
    NDArray inner = ops.shift(ops.scale(square, -1.0 / 640), 1.0 / 192);
    NDArray series = ops.mul(ops.shift(ops.mul(inner, square), -1.0 / 8), inverse);
    return ops.add(ops.add(ops.scale(ops.log(y), 0.5), series), ops.log(ops.div(below, above)));
  }
}
