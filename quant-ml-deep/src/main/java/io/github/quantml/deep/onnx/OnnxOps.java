// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.onnx;

import io.github.quantml.deep.net.Ops;
import io.github.quantml.deep.net.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Records a network as nodes of a graph; dropout leaves no trace. Not thread-safe. */
final class OnnxOps implements Ops<String> {
  /** From gates in the order i, f, g, o to ONNX's i, o, f, c. */
  private static final int[] GATES = {0, 3, 1, 2};

  private final OnnxGraph graph;
  private final Map<String, float[]> values = new HashMap<>();
  private final Map<String, long[]> shapes = new HashMap<>();
  private final Map<String, String> exposed = new LinkedHashMap<>();

  OnnxOps(OnnxGraph graph, List<Parameter> parameters, float[] flat) {
    this.graph = graph;
    int at = 0;
    for (Parameter p : parameters) {
      values.put(p.name(), Arrays.copyOfRange(flat, at, at + p.size()));
      shapes.put(p.name(), p.shape());
      at += p.size();
    }
  }

  Map<String, String> exposed() {
    return exposed;
  }

  private String op(String type, String... inputs) {
    return op(type, Map.of(), inputs);
  }

  private String op(String type, Map<String, Object> attributes, String... inputs) {
    return graph.node(type, Arrays.stream(inputs).map(this::stored).toList(), attributes);
  }

  /** Writes a parameter that a node reads as it is. */
  private String stored(String name) {
    float[] numbers = values.get(name);
    return numbers == null ? name : graph.floats(name, numbers, known(shapes, name));
  }

  private String number(double value) {
    return graph.floats("c" + (float) value, new float[] {(float) value}, 1);
  }

  @Override
  public String add(String a, String b) {
    return op("Add", a, b);
  }

  @Override
  public String sub(String a, String b) {
    return op("Sub", a, b);
  }

  @Override
  public String mul(String a, String b) {
    return op("Mul", a, b);
  }

  @Override
  public String div(String a, String b) {
    return op("Div", a, b);
  }

  @Override
  public String scale(String a, double factor) {
    return op("Mul", a, number(factor));
  }

  @Override
  public String shift(String a, double term) {
    return op("Add", a, number(term));
  }

  @Override
  public String sqrt(String a) {
    return op("Sqrt", a);
  }

  @Override
  public String tanh(String a) {
    return op("Tanh", a);
  }

  @Override
  public String relu(String a) {
    return op("Relu", a);
  }

  @Override
  public String gelu(String a) {
    // The operator Gelu is younger than operator set 17.
    String erf = op("Erf", scale(a, Math.sqrt(0.5)));
    return op("Mul", scale(a, 0.5), shift(erf, 1));
  }

  @Override
  public String softplus(String a) {
    return op("Softplus", a);
  }

  @Override
  public String softmax(String a) {
    return op("Softmax", Map.of("axis", -1L), a);
  }

  @Override
  public String mean(String a, int axis) {
    return op("ReduceMean", Map.of("axes", new long[] {axis}, "keepdims", 1L), a);
  }

  @Override
  public String matMul(String a, String b) {
    return op("MatMul", a, b);
  }

  @Override
  public String linear(String x, String weight, String bias) {
    long[] shape = known(shapes, weight);
    int out = (int) shape[0];
    int in = (int) shape[1];
    float[] w = known(values, weight);
    float[] turned = new float[w.length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        turned[i * out + o] = w[o * in + i];
      }
    }
    return op("Add", op("MatMul", x, graph.floats(weight + ".t", turned, in, out)), bias);
  }

  private static <V> V known(Map<String, V> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  @Override
  public String transpose(String a, int... axes) {
    return op("Transpose", Map.of("perm", Arrays.stream(axes).asLongStream().toArray()), a);
  }

  @Override
  public String reshape(String a, long... shape) {
    return op("Reshape", a, graph.integers(shape));
  }

  @Override
  public String slice(String a, int axis, int from, int to) {
    return op("Slice", a, graph.integers(from), graph.integers(to), graph.integers(axis));
  }

  @Override
  public List<String> split(String a, int axis, int parts) {
    return graph.nodes("Split", List.of(a), Map.of("axis", (long) axis), parts);
  }

  @Override
  public String concat(int axis, List<String> parts) {
    return op("Concat", Map.of("axis", (long) axis), parts.toArray(String[]::new));
  }

  @Override
  public String layerNorm(String x, String gamma, String beta) {
    return op("LayerNormalization", Map.of("axis", -1L, "epsilon", 1e-5f), x, gamma, beta);
  }

  @Override
  public String conv1d(String x, String weight, String bias) {
    long k = known(shapes, weight)[2];
    return op(
        "Conv",
        Map.of(
            "kernel_shape",
            new long[] {k},
            "pads",
            new long[] {k / 2, k / 2},
            "strides",
            new long[] {1},
            "dilations",
            new long[] {1}),
        x,
        weight,
        bias);
  }

  @Override
  public String lstm(
      String x,
      List<String> weights,
      int layers,
      int hidden,
      boolean bidirectional,
      double dropout) {
    int directions = bidirectional ? 2 : 1;
    String h = transpose(x, 1, 0, 2);
    for (int l = 0; l < layers; l++) {
      List<String> own = weights.subList(4 * directions * l, 4 * directions * (l + 1));
      int in = (int) known(shapes, own.get(0))[1];
      String w = "lstm." + l + ".W";
      graph.floats(w, gates(own, 0, in, hidden), directions, 4L * hidden, in);
      String r = "lstm." + l + ".R";
      graph.floats(r, gates(own, 1, hidden, hidden), directions, 4L * hidden, hidden);
      String b = "lstm." + l + ".B";
      graph.floats(b, biases(own, hidden), directions, 8L * hidden);
      String y =
          op(
              "LSTM",
              Map.of(
                  "hidden_size",
                  (long) hidden,
                  "direction",
                  bidirectional ? "bidirectional" : "forward"),
              h,
              w,
              r,
              b);
      h =
          bidirectional
              ? reshape(transpose(y, 0, 2, 1, 3), 0, 0, 2L * hidden)
              : op("Squeeze", y, graph.integers(1));
    }
    return transpose(h, 1, 0, 2);
  }

  /** Matrix {@code which} of each direction, its rows by ONNX's order of gates. */
  private float[] gates(List<String> own, int which, int columns, int hidden) {
    int block = hidden * columns;
    float[] out = new float[own.size() * block];
    for (int d = 0; d < own.size() / 4; d++) {
      reorder(known(values, own.get(4 * d + which)), out, 4 * d * block, block);
    }
    return out;
  }

  private float[] biases(List<String> own, int hidden) {
    float[] out = new float[2 * own.size() * hidden];
    for (int d = 0; d < own.size() / 4; d++) {
      for (int k = 0; k < 2; k++) {
        reorder(known(values, own.get(4 * d + 2 + k)), out, (8 * d + 4 * k) * hidden, hidden);
      }
    }
    return out;
  }

  private static void reorder(float[] from, float[] to, int at, int block) {
    for (int g = 0; g < 4; g++) {
      System.arraycopy(from, GATES[g] * block, to, at + g * block, block);
    }
  }

  @Override
  public String dropout(String a, double share) {
    return a;
  }

  /** Only its name: matrices are written where they are used, turned or reordered. */
  @Override
  public String parameter(String name) {
    return name;
  }

  @Override
  public String constant(String name, float[] numbers, long... shape) {
    return graph.floats("k." + name, numbers, shape);
  }

  @Override
  public void expose(String name, String value) {
    exposed.put(name, value);
  }
}
