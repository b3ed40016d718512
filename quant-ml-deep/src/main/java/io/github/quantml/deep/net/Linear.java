// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.net;

import java.util.List;

/**
 * Linear maps from the past of a column to its future, shared by all columns.
 *
 * <p>Decomposed: the window's moving average (window of {@code kernel} rows, ends repeated) and
 * what is left each have a map of their own.
 *
 * <p>Source: Zeng, Chen, Zhang, Xu (2023), Are transformers effective for time series forecasting?
 *
 * @param kernel odd number of rows of the moving average, 0 for one plain map
 */
public record Linear(Io io, int kernel) implements Network {
  public Linear {
    if (kernel < 0 || (kernel > 0 && kernel % 2 == 0)) {
      throw new IllegalArgumentException("kernel: must be 0 or odd, got " + kernel);
    }
    if (!io.targetsAreFeatures()) {
      throw new IllegalArgumentException("linear: needs targets that are inputs, got labels");
    }
  }

  @Override
  public List<Parameter> parameters() {
    int in = io.length();
    int out = io.steps() * io.output().width();
    List<Parameter> rest =
        List.of(Parameter.weight("linear.w", out, in), Parameter.bias("linear.b", out, in));
    return kernel == 0
        ? rest
        : List.of(
            rest.get(0),
            rest.get(1),
            Parameter.weight("trend.w", out, in),
            Parameter.bias("trend.b", out, in));
  }

  @Override
  public <T> T apply(Ops<T> ops, T x) {
    T past = ops.transpose(io.pickTargets(ops, x, 2), 0, 2, 1);
    T said;
    if (kernel == 0) {
      said = ops.linear(past, ops.parameter("linear.w"), ops.parameter("linear.b"));
    } else {
      T trend =
          ops.matMul(past, ops.constant("moving.average", average(), io.length(), io.length()));
      T rest = ops.sub(past, trend);
      said =
          ops.add(
              ops.linear(rest, ops.parameter("linear.w"), ops.parameter("linear.b")),
              ops.linear(trend, ops.parameter("trend.w"), ops.parameter("trend.b")));
    }
    return perStep(ops, io, said);
  }

  /** From (batch, targets, steps·width) to (batch, steps, targets, width). */
  static <T> T perStep(Ops<T> ops, Io io, T said) {
    T parts = ops.reshape(said, -1, io.targetCount(), io.steps(), io.output().width());
    return ops.transpose(parts, 0, 2, 1, 3);
  }

  /** Column t holds the weights of the moving average at row t. */
  private float[] average() {
    int n = io.length();
    float[] out = new float[n * n];
    for (int t = 0; t < n; t++) {
      for (int k = -kernel / 2; k <= kernel / 2; k++) {
        int row = Math.min(n - 1, Math.max(0, t + k));
        out[row * n + t] += 1f / kernel;
      }
    }
    return out;
  }
}
