// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.net;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * A Transformer encoder over tokens cut from windows in one of three ways.
 *
 * @param tokens what a token is
 * @param width of a token inside
 * @param inner width of the feed-forward networks
 * @param normFirst whether layers normalise before their parts; then a last norm follows
 * @param sinusoidal fixed sine and cosine positions instead of trained ones
 * @param patch rows of a patch
 * @param stride rows between patches
 */
public record Encoder(
    Io io,
    Tokens tokens,
    int width,
    int heads,
    int layers,
    int inner,
    boolean normFirst,
    boolean sinusoidal,
    double dropout,
    int patch,
    int stride)
    implements Network {

  /** What a token is. */
  public enum Tokens {
    /** All columns of one row; the last token's state speaks. */
    TIME,
    /**
     * One column's whole window; its state speaks for it.
     *
     * <p>Source: Liu et al. (2024), iTransformer.
     */
    COLUMN,
    /**
     * A few rows of one column, columns apart from each other; all states of a column speak.
     *
     * <p>Source: Nie et al. (2023), A time series is worth 64 words.
     */
    PATCH
  }

  public Encoder {
    if (layers < 1) {
      throw new IllegalArgumentException("layers: must be at least 1, got " + layers);
    }
    if (tokens != Tokens.TIME && !io.targetsAreFeatures()) {
      throw new IllegalArgumentException(
          "tokens: " + tokens + " need targets that are inputs, got labels that are not");
    }
    if (tokens == Tokens.PATCH
        && (patch < 1 || patch > io.length() || stride < 1 || stride > patch)) {
      throw new IllegalArgumentException(
          "patch: must lie in [1, "
              + io.length()
              + "] with a stride in [1, patch], got "
              + patch
              + " and "
              + stride);
    }
  }

  @Override
  public List<Integer> attentionShape() {
    return tokens == Tokens.PATCH
        ? List.of(io.targetCount(), heads, count(), count())
        : List.of(heads, count(), count());
  }

  private int count() {
    return switch (tokens) {
      case TIME -> io.length();
      case COLUMN -> io.features();
      // The last row is repeated for one more patch, as published.
      case PATCH -> (io.length() - patch) / stride + 2;
    };
  }

  private int tokenSize() {
    return switch (tokens) {
      case TIME -> io.features();
      case COLUMN -> io.length();
      case PATCH -> patch;
    };
  }

  private int spoken() {
    int perTarget = io.steps() * io.output().width();
    return tokens == Tokens.TIME ? io.outputs() : perTarget;
  }

  private int speaking() {
    return tokens == Tokens.PATCH ? count() * width : width;
  }

  private EncoderLayer layer(int l) {
    return new EncoderLayer("layer." + l + ".", count(), width, heads, inner, normFirst, dropout);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> out = new ArrayList<>();
    out.add(Parameter.weight("embed.w", width, tokenSize()));
    out.add(Parameter.bias("embed.b", width, tokenSize()));
    if (tokens != Tokens.COLUMN && !sinusoidal) {
      out.add(new Parameter("position", Parameter.Start.UNIFORM, 0.02, false, 1, count(), width));
    }
    for (int l = 0; l < layers; l++) {
      layer(l).addParameters(out);
    }
    out.add(Parameter.constant("norm.gamma", 1, width));
    out.add(Parameter.constant("norm.beta", 0, width));
    out.add(Parameter.weight("head.w", spoken(), speaking()));
    out.add(Parameter.bias("head.b", spoken(), speaking()));
    return List.copyOf(out);
  }

  @Override
  public <T> T apply(Ops<T> ops, T x) {
    T in =
        switch (tokens) {
          case TIME -> x;
          case COLUMN -> ops.transpose(x, 0, 2, 1);
          case PATCH -> patches(ops, x);
        };
    T h = ops.linear(in, ops.parameter("embed.w"), ops.parameter("embed.b"));
    if (tokens != Tokens.COLUMN) {
      h = ops.add(h, sinusoidal ? fixedPositions(ops) : ops.parameter("position"));
    }
    h = ops.dropout(h, dropout);
    for (int l = 0; l < layers; l++) {
      h = layer(l).apply(ops, h, l == layers - 1);
    }
    return speak(ops, h);
  }

  private <T> T speak(Ops<T> ops, T tokenStates) {
    T h = tokenStates;
    if (tokens == Tokens.TIME) {
      // Only what speaks needs the last norm.
      h = ops.reshape(ops.slice(h, 1, count() - 1, count()), -1, width);
    }
    h = ops.layerNorm(h, ops.parameter("norm.gamma"), ops.parameter("norm.beta"));
    if (tokens == Tokens.PATCH) {
      h = ops.reshape(h, -1, io.targetCount(), (long) count() * width);
    } else if (tokens == Tokens.COLUMN) {
      h = io.pickTargets(ops, h, 1);
    }
    T said = ops.linear(ops.dropout(h, dropout), ops.parameter("head.w"), ops.parameter("head.b"));
    return tokens == Tokens.TIME
        ? ops.reshape(said, -1, io.steps(), io.targetCount(), io.output().width())
        : Linear.perStep(ops, io, said);
  }

  /** (batch·targets, patches, patch): columns become windows of their own. */
  private <T> T patches(Ops<T> ops, T x) {
    int n = io.length();
    T columns = ops.transpose(io.pickTargets(ops, x, 2), 0, 2, 1);
    T last = ops.slice(columns, 2, n - 1, n);
    List<T> padded = new ArrayList<>();
    padded.add(columns);
    for (int k = 0; k < stride; k++) {
      padded.add(last);
    }
    T longer = ops.concat(2, padded);
    List<T> parts = new ArrayList<>();
    for (int p = 0; p < count(); p++) {
      T part = ops.slice(longer, 2, p * stride, p * stride + patch);
      parts.add(ops.reshape(part, -1, io.targetCount(), 1, patch));
    }
    return ops.reshape(ops.concat(2, parts), -1, count(), patch);
  }

  /** Vaswani et al. (2017), section 3.5. */
  private <T> T fixedPositions(Ops<T> ops) {
    float[] out = new float[count() * width];
    for (int t = 0; t < count(); t++) {
      for (int k = 0; k < width; k++) {
        double angle = t * FastMath.exp(-FastMath.log(10_000) * (k - k % 2) / width);
        out[t * width + k] = (float) (k % 2 == 0 ? FastMath.sin(angle) : FastMath.cos(angle));
      }
    }
    return ops.constant("position", out, 1, count(), width);
  }
}
