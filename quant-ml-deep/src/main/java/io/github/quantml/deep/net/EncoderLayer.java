// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.net;

import java.util.List;

/**
 * One layer of a Transformer encoder over (batch, tokens, width): multi-head self-attention and a
 * feed-forward network, each with a residual.
 *
 * <p>Source: Vaswani et al. (2017), Attention is all you need, section 3; with the norm first:
 * Xiong et al. (2020), On layer normalization in the transformer architecture, table 1.
 *
 * @param prefix of its parameters' names
 * @param normFirst normalise what enters each part, instead of each sum
 */
record EncoderLayer(
    String prefix, int tokens, int width, int heads, int inner, boolean normFirst, double dropout) {
  EncoderLayer {
    if (width < 1 || heads < 1 || width % heads != 0 || inner < 1) {
      throw new IllegalArgumentException(
          "heads: must divide the width, got " + heads + " heads of width " + width);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout: must lie in [0, 1), got " + dropout);
    }
  }

  void addParameters(List<Parameter> out) {
    double xavier = Math.sqrt(6.0 / (4 * width));
    out.add(
        new Parameter(prefix + "qkv.w", Parameter.Start.UNIFORM, xavier, true, 3L * width, width));
    out.add(Parameter.constant(prefix + "qkv.b", 0, 3L * width));
    out.add(Parameter.weight(prefix + "out.w", width, width));
    out.add(Parameter.constant(prefix + "out.b", 0, width));
    out.add(Parameter.weight(prefix + "up.w", inner, width));
    out.add(Parameter.bias(prefix + "up.b", inner, width));
    out.add(Parameter.weight(prefix + "down.w", width, inner));
    out.add(Parameter.bias(prefix + "down.b", width, inner));
    for (String norm : List.of("norm1", "norm2")) {
      out.add(Parameter.constant(prefix + norm + ".gamma", 1, width));
      out.add(Parameter.constant(prefix + norm + ".beta", 0, width));
    }
  }

  <T> T apply(Ops<T> ops, T x, boolean expose) {
    if (normFirst) {
      T a = ops.add(x, attention(ops, norm(ops, x, "norm1"), expose));
      return ops.add(a, feedForward(ops, norm(ops, a, "norm2")));
    }
    T a = norm(ops, ops.add(x, attention(ops, x, expose)), "norm1");
    return norm(ops, ops.add(a, feedForward(ops, a)), "norm2");
  }

  private <T> T norm(Ops<T> ops, T x, String which) {
    return ops.layerNorm(
        x, ops.parameter(prefix + which + ".gamma"), ops.parameter(prefix + which + ".beta"));
  }

  private <T> T feedForward(Ops<T> ops, T x) {
    T up = ops.linear(x, ops.parameter(prefix + "up.w"), ops.parameter(prefix + "up.b"));
    T kept = ops.dropout(ops.gelu(up), dropout);
    T down = ops.linear(kept, ops.parameter(prefix + "down.w"), ops.parameter(prefix + "down.b"));
    return ops.dropout(down, dropout);
  }

  private <T> T attention(Ops<T> ops, T x, boolean expose) {
    int size = width / heads;
    T all = ops.linear(x, ops.parameter(prefix + "qkv.w"), ops.parameter(prefix + "qkv.b"));
    List<T> parts = ops.split(all, 2, 3);
    T q = head(ops, parts.get(0), size, 0, 2, 1, 3);
    T k = head(ops, parts.get(1), size, 0, 2, 3, 1);
    T v = head(ops, parts.get(2), size, 0, 2, 1, 3);
    T weights = ops.softmax(ops.matMul(ops.scale(q, 1 / Math.sqrt(size)), k));
    if (expose) {
      ops.expose("attention", weights);
    }
    T mixed = ops.matMul(ops.dropout(weights, dropout), v);
    T joined = ops.reshape(ops.transpose(mixed, 0, 2, 1, 3), -1, tokens, width);
    T out = ops.linear(joined, ops.parameter(prefix + "out.w"), ops.parameter(prefix + "out.b"));
    return ops.dropout(out, dropout);
  }

  private <T> T head(Ops<T> ops, T part, int size, int... axes) {
    return ops.transpose(ops.reshape(part, -1, tokens, heads, size), axes);
  }
}
