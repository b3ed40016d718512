// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.net;

import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.serve.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network between a {@link WindowNorm} and the link of its {@link Output}: standardised windows
 * in, standardised forecasts out.
 *
 * <p>Links: quantiles are a base plus running sums of softplus, so that they never cross; standard
 * deviation and scale are softplus + 10⁻⁴; degrees of freedom 3 + softplus, so that tails do not
 * rule the variance. The trained scale of REVIN is a softplus too, so that undoing it turns no
 * quantiles around.
 */
public final class Normalised implements Network {
  private static final double EPSILON = 1e-5;
  private static final double SMALLEST_SCALE = 1e-4;
  private static final double FEWEST_DEGREES = 3;
  private static final double SOFTPLUS_IS_ONE = 0.5413248546129181;
  private static final String GAMMA = "revin.gamma";
  private static final String BETA = "revin.beta";

  private final Io io;
  private final WindowNorm norm;
  private final Network core;

  private Normalised(Io io, WindowNorm norm, Network core) {
    this.io = io;
    this.norm = norm;
    this.core = core;
  }

  /**
   * Wraps a network.
   *
   * @throws IllegalArgumentException for a norm other than NONE when a target is not an input
   */
  public static Normalised of(Io io, WindowNorm norm, Network core) {
    if (norm != WindowNorm.NONE && !io.targetsAreFeatures()) {
      throw new IllegalArgumentException(
          "norm: " + norm + " needs targets that are inputs, got labels that are not");
    }
    return new Normalised(io, norm, core);
  }

  public Io io() {
    return io;
  }

  @Override
  public List<Integer> attentionShape() {
    return core.attentionShape();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> out = new ArrayList<>(core.parameters());
    if (norm == WindowNorm.REVIN) {
      out.add(Parameter.constant(GAMMA, SOFTPLUS_IS_ONE, io.features()));
      out.add(Parameter.constant(BETA, 0, io.features()));
    }
    return out;
  }

  @Override
  public <T> T apply(Ops<T> ops, T x) {
    return switch (norm) {
      case NONE -> link(ops, core.apply(ops, x));
      case SUBTRACT_LAST -> {
        T last = ops.slice(x, 1, io.length() - 1, io.length());
        T said = link(ops, core.apply(ops, ops.sub(x, last)));
        yield relocate(ops, said, perTarget(ops, last));
      }
      case STANDARDISE, REVIN -> standardised(ops, x);
    };
  }

  private <T> T standardised(Ops<T> ops, T x) {
    T mean = ops.mean(x, 1);
    T centred = ops.sub(x, mean);
    T std = ops.sqrt(ops.shift(ops.mean(ops.mul(centred, centred), 1), EPSILON));
    T z = ops.div(centred, std);
    if (norm == WindowNorm.REVIN) {
      T gamma = ops.softplus(ops.parameter(GAMMA));
      z = ops.add(ops.mul(z, gamma), ops.parameter(BETA));
    }
    T said = link(ops, core.apply(ops, z));
    if (norm == WindowNorm.REVIN) {
      T gamma = ops.softplus(trained(ops, GAMMA));
      said = relocate(ops, said, ops.scale(trained(ops, BETA), -1));
      said = rescale(ops, said, ops.div(ops.constant("one", new float[] {1}, 1), gamma));
    }
    return relocate(ops, rescale(ops, said, perTarget(ops, std)), perTarget(ops, mean));
  }

  /** A trained number per feature as (1, 1, targets, 1). */
  private <T> T trained(Ops<T> ops, String name) {
    T row = ops.reshape(ops.parameter(name), 1, 1, io.features());
    return ops.reshape(io.pickTargets(ops, row, 2), 1, 1, io.targetCount(), 1);
  }

  /** A number per window and feature (batch, 1, features) as (batch, 1, targets, 1). */
  private <T> T perTarget(Ops<T> ops, T row) {
    return ops.reshape(io.pickTargets(ops, row, 2), -1, 1, io.targetCount(), 1);
  }

  /** Adds to what is a location: everything but scales and degrees of freedom. */
  private <T> T relocate(Ops<T> ops, T said, T shift) {
    Output.Kind kind = io.output().kind();
    if (kind == Output.Kind.POINT || kind == Output.Kind.QUANTILES) {
      return ops.add(said, shift);
    }
    int width = io.output().width();
    return ops.concat(
        3, List.of(ops.add(ops.slice(said, 3, 0, 1), shift), ops.slice(said, 3, 1, width)));
  }

  /** Multiplies all but degrees of freedom. */
  private <T> T rescale(Ops<T> ops, T said, T factor) {
    if (io.output().kind() != Output.Kind.STUDENT_T) {
      return ops.mul(said, factor);
    }
    return ops.concat(
        3, List.of(ops.mul(ops.slice(said, 3, 0, 2), factor), ops.slice(said, 3, 2, 3)));
  }

  private <T> T link(Ops<T> ops, T raw) {
    int width = io.output().width();
    return switch (io.output().kind()) {
      case POINT -> raw;
      case QUANTILES -> width == 1 ? raw : quantiles(ops, raw, width);
      case GAUSSIAN ->
          ops.concat(
              3,
              List.of(
                  ops.slice(raw, 3, 0, 1),
                  ops.shift(ops.softplus(ops.slice(raw, 3, 1, 2)), SMALLEST_SCALE)));
      case STUDENT_T ->
          ops.concat(
              3,
              List.of(
                  ops.slice(raw, 3, 0, 1),
                  ops.shift(ops.softplus(ops.slice(raw, 3, 1, 2)), SMALLEST_SCALE),
                  ops.shift(ops.softplus(ops.slice(raw, 3, 2, 3)), FEWEST_DEGREES)));
    };
  }

  /** The centre as it is; the others by steps away from it: one product with a fixed matrix. */
  private <T> T quantiles(Ops<T> ops, T raw, int width) {
    int centre = io.output().centre();
    T base = ops.slice(raw, 3, 0, 1);
    T gaps = ops.softplus(ops.slice(raw, 3, 1, width));
    float[] sums = new float[(width - 1) * width];
    for (int g = 0; g < width - 1; g++) {
      for (int k = 0; k < width; k++) {
        // Gap g lies between quantiles g and g + 1.
        boolean above = g >= centre && k > g;
        boolean below = g < centre && k <= g;
        sums[g * width + k] = above ? 1 : below ? -1 : 0;
      }
    }
    T steps = ops.matMul(gaps, ops.constant("quantile.sums", sums, width - 1, width));
    return ops.add(base, steps);
  }

  /** Raw windows, standardised. */
  public <T> T scale(Ops<T> ops, T x, Scaler scaler) {
    T mean = ops.constant("input.mean", floats(scaler.mean()), 1, 1, io.features());
    T std = ops.constant("input.std", floats(scaler.std()), 1, 1, io.features());
    return ops.div(ops.sub(x, mean), std);
  }

  /** Standardised forecasts in the units of the labels. */
  public <T> T unscale(Ops<T> ops, T said, Scaler scaler) {
    T std = ops.constant("label.std", floats(scaler.std()), 1, 1, io.targetCount(), 1);
    T mean = ops.constant("label.mean", floats(scaler.mean()), 1, 1, io.targetCount(), 1);
    return relocate(ops, rescale(ops, said, std), mean);
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) values[k];
    }
    return out;
  }

  @Override
  public String toString() {
    return core + " with " + norm + ", " + io + ", targets " + Arrays.toString(io.targets());
  }
}
