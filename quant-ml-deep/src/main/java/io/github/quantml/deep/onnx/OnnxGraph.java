// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects nodes and initializers of one graph. Field numbers are those of onnx.proto of ONNX 1.12
 * (IR version 8, operator set 17). Not thread-safe.
 */
final class OnnxGraph {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 17;

  private final Proto graph = new Proto();
  private final Set<String> initializers = new HashSet<>();
  private int nodes;
  private int values;

  /** Attributes of a node: long, float, String or long[]. */
  private static Proto attribute(String name, Object value) {
    Proto out = new Proto().text(1, name);
    if (value instanceof Long i) {
      return out.integer(3, i).integer(20, 2);
    }
    if (value instanceof Float f) {
      return out.real(2, f).integer(20, 1);
    }
    if (value instanceof String s) {
      return out.text(4, s).integer(20, 3);
    }
    for (long i : (long[]) value) {
      out.integer(8, i);
    }
    return out.integer(20, 7);
  }

  /** Adds a node with one output and names the output. */
  String node(String type, List<String> inputs, Map<String, Object> attributes) {
    return nodes(type, inputs, attributes, 1).get(0);
  }

  List<String> nodes(
      String type, List<String> inputs, Map<String, Object> attributes, int outputs) {
    String[] names = new String[outputs];
    for (int k = 0; k < outputs; k++) {
      names[k] = "v" + values++;
    }
    node(type, inputs, attributes, names);
    return List.of(names);
  }

  /** Adds a node whose outputs have given names. */
  void node(String type, List<String> inputs, Map<String, Object> attributes, String... outputs) {
    Proto node = new Proto();
    inputs.forEach(input -> node.text(1, input));
    Arrays.stream(outputs).forEach(output -> node.text(2, output));
    node.text(3, type + "_" + nodes++).text(4, type);
    attributes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(a -> node.message(5, attribute(a.getKey(), a.getValue())));
    graph.message(1, node);
  }

  /** Adds numbers under a name unless they are there; the same name means the same numbers. */
  String floats(String name, float[] values, long... shape) {
    if (initializers.add(name)) {
      ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      raw.asFloatBuffer().put(values);
      graph.message(5, tensor(name, FLOAT, raw.array(), shape));
    }
    return name;
  }

  /** Adds whole numbers under a name made of them. */
  String integers(long... values) {
    String name = "i" + Arrays.toString(values).replaceAll("[^0-9,-]", "");
    if (initializers.add(name)) {
      ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      raw.asLongBuffer().put(values);
      graph.message(5, tensor(name, INT64, raw.array(), values.length));
    }
    return name;
  }

  private static Proto tensor(String name, int type, byte[] raw, long... shape) {
    Proto out = new Proto();
    for (long axis : shape) {
      out.integer(1, axis);
    }
    return out.integer(2, type).text(8, name).bytes(9, raw);
  }

  /** A value of floats; an axis of −1 is the batch. */
  private static Proto value(String name, long... shape) {
    Proto axes = new Proto();
    for (long axis : shape) {
      Proto one = new Proto();
      axes.message(1, axis < 0 ? one.text(2, "batch") : one.integer(1, axis));
    }
    Proto tensor = new Proto().integer(1, FLOAT).message(2, axes);
    return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
  }

  void input(String name, long... shape) {
    graph.message(11, value(name, shape));
  }

  void output(String name, long... shape) {
    graph.message(12, value(name, shape));
  }

  /** The whole file but for its seal. */
  byte[] toModel(String producerVersion, Map<String, String> metadata) {
    Proto model = new Proto();
    model.integer(1, IR_VERSION).text(2, "quant-ml").text(3, producerVersion);
    model.message(7, graph.text(2, "forecast"));
    model.message(8, new Proto().text(1, "").integer(2, OPERATOR_SET));
    metadata.forEach((k, v) -> model.message(14, new Proto().text(1, k).text(2, v)));
    return model.toBytes();
  }
}
