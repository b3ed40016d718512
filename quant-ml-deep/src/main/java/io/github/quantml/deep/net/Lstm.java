// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.net;

import java.util.ArrayList;
import java.util.List;

/**
 * Stacked LSTM; its last state, or an attention-weighted mean of all states, goes through a linear
 * map to the whole forecast.
 *
 * <p>The last state of the backward direction is the one at the window's first row. Attention:
 * softmax over time of vᵀtanh(W·h + b).
 *
 * @param filters convolution over time before the LSTM with so many channels and a rectifier; 0 for
 *     none
 * @param kernel odd width of the convolution in rows
 */
public record Lstm(
    Io io,
    int hidden,
    int layers,
    boolean bidirectional,
    boolean attention,
    double dropout,
    int filters,
    int kernel)
    implements Network {
  public Lstm {
    if (hidden < 1 || layers < 1 || filters < 0) {
      throw new IllegalArgumentException(
          "lstm: hidden units and layers must be at least 1, got " + hidden + " and " + layers);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout: must lie in [0, 1), got " + dropout);
    }
    if (filters > 0 && (kernel < 1 || kernel % 2 == 0)) {
      throw new IllegalArgumentException("kernel: must be odd, got " + kernel);
    }
  }

  private int directions() {
    return bidirectional ? 2 : 1;
  }

  private int states() {
    return hidden * directions();
  }

  @Override
  public List<Integer> attentionShape() {
    return attention ? List.of(1, io.length()) : List.of();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> out = new ArrayList<>();
    int in = io.features();
    if (filters > 0) {
      double bound = 1 / Math.sqrt((double) in * kernel);
      out.add(new Parameter("conv.w", Parameter.Start.UNIFORM, bound, true, filters, in, kernel));
      out.add(new Parameter("conv.b", Parameter.Start.UNIFORM, bound, false, filters));
      in = filters;
    }
    for (int l = 0; l < layers; l++) {
      for (int d = 0; d < directions(); d++) {
        String at = "lstm." + l + "." + d + ".";
        double bound = 1 / Math.sqrt(hidden);
        int rows = 4 * hidden;
        out.add(new Parameter(at + "input", Parameter.Start.UNIFORM, bound, true, rows, in));
        out.add(new Parameter(at + "hidden", Parameter.Start.UNIFORM, bound, true, rows, hidden));
        out.add(new Parameter(at + "bias", Parameter.Start.FORGET_BIAS, bound, false, rows));
        out.add(new Parameter(at + "bias2", Parameter.Start.UNIFORM, bound, false, rows));
      }
      in = states();
    }
    if (attention) {
      out.add(Parameter.weight("attention.w", states(), states()));
      out.add(Parameter.bias("attention.b", states(), states()));
      out.add(Parameter.weight("attention.v", 1, states()));
      out.add(Parameter.constant("attention.c", 0, 1));
    }
    out.add(Parameter.weight("head.w", io.outputs(), states()));
    out.add(Parameter.bias("head.b", io.outputs(), states()));
    return List.copyOf(out);
  }

  @Override
  public <T> T apply(Ops<T> ops, T x) {
    T in = x;
    if (filters > 0) {
      T channels = ops.transpose(x, 0, 2, 1);
      T found = ops.conv1d(channels, ops.parameter("conv.w"), ops.parameter("conv.b"));
      in = ops.dropout(ops.transpose(ops.relu(found), 0, 2, 1), dropout);
    }
    List<T> weights = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      for (int d = 0; d < directions(); d++) {
        String at = "lstm." + l + "." + d + ".";
        for (String part : List.of("input", "hidden", "bias", "bias2")) {
          weights.add(ops.parameter(at + part));
        }
      }
    }
    T all = ops.lstm(in, weights, layers, hidden, bidirectional, dropout);
    T state = attention ? attend(ops, all) : last(ops, all);
    T said =
        ops.linear(ops.dropout(state, dropout), ops.parameter("head.w"), ops.parameter("head.b"));
    return ops.reshape(said, -1, io.steps(), io.targetCount(), io.output().width());
  }

  private <T> T last(Ops<T> ops, T all) {
    int n = io.length();
    T end = ops.slice(all, 1, n - 1, n);
    if (bidirectional) {
      T forward = ops.slice(end, 2, 0, hidden);
      T backward = ops.slice(ops.slice(all, 1, 0, 1), 2, hidden, 2 * hidden);
      end = ops.concat(2, List.of(forward, backward));
    }
    return ops.reshape(end, -1, states());
  }

  private <T> T attend(Ops<T> ops, T all) {
    T keys = ops.tanh(ops.linear(all, ops.parameter("attention.w"), ops.parameter("attention.b")));
    T scores = ops.linear(keys, ops.parameter("attention.v"), ops.parameter("attention.c"));
    T weights = ops.softmax(ops.transpose(scores, 0, 2, 1));
    ops.expose("attention", weights);
    return ops.reshape(ops.matMul(weights, all), -1, states());
  }
}
