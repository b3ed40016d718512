// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
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
  NDArray apply(NDArray said, NDArray came) {
    return switch (kind) {
      case MSE -> came.sub(said).square().mean();
      case MAE -> came.sub(said).abs().mean();
      case HUBER -> huber(came.sub(said)).mean();
      case PINBALL -> pinball(said, came).mean();
      case GAUSSIAN -> gaussian(said, came).mean();
      case STUDENT_T -> studentT(said, came).mean();
    };
  }

  /** δ(|e| − δ/2) outside is c(|e| − c/2) with c = min(|e|, δ) everywhere. */
  private NDArray huber(NDArray error) {
    NDArray size = error.abs();
    NDArray near = size.minimum((float) delta);
    return near.mul(size.sub(near.mul(0.5f)));
  }

  private NDArray pinball(NDArray said, NDArray came) {
    double[] levels = output.levels();
    float[] p = new float[levels.length];
    float[] q = new float[levels.length];
    for (int k = 0; k < p.length; k++) {
      p[k] = (float) levels[k];
      q[k] = (float) (levels[k] - 1);
    }
    NDManager scope = said.getManager();
    NDArray error = came.sub(said);
    return error
        .mul(scope.create(p, new Shape(p.length)))
        .maximum(error.mul(scope.create(q, new Shape(q.length))));
  }

  private static NDArray part(NDArray said, int k) {
    return said.get(new NDIndex().addEllipseDim().addSliceDim(k, k + 1));
  }

  private static NDArray gaussian(NDArray said, NDArray came) {
    NDArray scale = part(said, 1);
    NDArray z = came.sub(part(said, 0)).div(scale);
    return scale.log().add(z.square().mul(0.5f)).add((float) HALF_LOG_2PI);
  }

  private static NDArray studentT(NDArray said, NDArray came) {
    NDArray scale = part(said, 1);
    NDArray nu = part(said, 2);
    NDArray z = came.sub(part(said, 0)).div(scale);
    NDArray tail = z.square().div(nu).add(1f).log().mul(nu.add(1f).mul(0.5f));
    NDArray constant = nu.log().mul(0.5f).add((float) HALF_LOG_PI).sub(logGammaRatio(nu.mul(0.5f)));
    return constant.add(scale.log()).add(tail);
  }

  /**
   * ln Γ(x + ½) − ln Γ(x) for x ≥ 1 from the engine's operations: its asymptotic series at x + 3,
   * and three steps of the recurrence back; error below 10⁻⁷, and no cancellation at large x.
   *
   * <p>Source: Tricomi and Erdélyi (1951), The asymptotic expansion of a ratio of gamma functions.
   */
  private static NDArray logGammaRatio(NDArray x) {
    NDArray y = x.add(3f);
    NDArray above = x.add(0.5f).mul(x.add(1.5f)).mul(x.add(2.5f));
    NDArray below = x.mul(x.add(1f)).mul(x.add(2f));
    NDArray inverse = y.pow(-1);
    NDArray square = inverse.square();
    NDArray series = square.mul(-1f / 640).add(1f / 192).mul(square).sub(1f / 8).mul(inverse);
    return y.log().mul(0.5f).add(series).add(below.div(above).log());
  }
}
