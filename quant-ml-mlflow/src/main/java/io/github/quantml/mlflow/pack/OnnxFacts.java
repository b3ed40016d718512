// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.pack;

import io.github.quantml.api.ModelFormatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What goes into an ONNX graph and what comes out of it (onnx.proto3, IR version 3 and newer).
 *
 * @param inputs tensors to feed, initializers not among them
 * @param outputs tensors that come out
 */
public record OnnxFacts(List<Tensor> inputs, List<Tensor> outputs) {
  private static final Map<Integer, String> TYPES =
      Map.of(
          1, "float32", 2, "uint8", 3, "int8", 5, "int16", 6, "int32", 7, "int64", 9, "bool", 11,
          "float64");
  private static final int MOST_TENSORS = 1_000;
  private static final int MOST_DIMENSIONS = 32;

  /**
   * A tensor.
   *
   * @param name its name
   * @param type element type in NumPy's words
   * @param shape sizes, −1 where free
   */
  public record Tensor(String name, String type, List<Long> shape) {
    public Tensor {
      shape = List.copyOf(shape);
    }
  }

  public OnnxFacts {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Reads the facts of a serialised model.
   *
   * @throws ModelFormatException when the bytes are no ONNX model with at least one tensor in and
   *     out
   */
  public static OnnxFacts of(byte[] model) {
    Wire in = new Wire(model);
    OnnxFacts facts = null;
    while (in.next()) {
      if (in.is(7, Wire.BYTES)) {
        facts = graph(in.message());
      } else {
        in.skip();
      }
    }
    if (facts == null || facts.inputs.isEmpty() || facts.outputs.isEmpty()) {
      throw new ModelFormatException("ONNX graph: has no graph with inputs and outputs");
    }
    return facts;
  }

  private static OnnxFacts graph(Wire in) {
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> outputs = new ArrayList<>();
    Set<String> constants = new HashSet<>();
    while (in.next()) {
      if (in.is(5, Wire.BYTES)) {
        constants.add(name(in.message(), 8));
      } else if (in.is(11, Wire.BYTES)) {
        add(inputs, tensor(in.message()));
      } else if (in.is(12, Wire.BYTES)) {
        add(outputs, tensor(in.message()));
      } else {
        in.skip();
      }
    }
    inputs.removeIf(t -> constants.contains(t.name()));
    return new OnnxFacts(inputs, outputs);
  }

  private static void add(List<Tensor> to, Tensor tensor) {
    if (to.size() == MOST_TENSORS) {
      throw new ModelFormatException("ONNX graph: more than " + MOST_TENSORS + " tensors");
    }
    to.add(tensor);
  }

  private static String name(Wire in, int field) {
    String name = "";
    while (in.next()) {
      if (in.is(field, Wire.BYTES)) {
        name = in.text();
      } else {
        in.skip();
      }
    }
    return name;
  }

  private static Tensor tensor(Wire in) {
    String name = "";
    String type = "";
    List<Long> shape = new ArrayList<>();
    while (in.next()) {
      if (in.is(1, Wire.BYTES)) {
        name = in.text();
      } else if (in.is(2, Wire.BYTES)) {
        Wire outer = in.message();
        while (outer.next()) {
          if (outer.is(1, Wire.BYTES)) {
            type = tensorType(outer.message(), shape);
          } else {
            outer.skip();
          }
        }
      } else {
        in.skip();
      }
    }
    if (name.isEmpty() || type.isEmpty()) {
      throw new ModelFormatException("ONNX graph: tensor '" + name + "' is no dense tensor");
    }
    return new Tensor(name, type, shape);
  }

  private static String tensorType(Wire in, List<Long> shape) {
    String type = "";
    while (in.next()) {
      if (in.is(1, Wire.VARINT)) {
        int code = (int) in.varint();
        type = TYPES.getOrDefault(code, "");
        if (type.isEmpty()) {
          throw new ModelFormatException("ONNX graph: element type " + code + " is not supported");
        }
      } else if (in.is(2, Wire.BYTES)) {
        Wire dimensions = in.message();
        while (dimensions.next()) {
          if (dimensions.is(1, Wire.BYTES) && shape.size() < MOST_DIMENSIONS) {
            shape.add(dimension(dimensions.message()));
          } else {
            dimensions.skip();
          }
        }
      } else {
        in.skip();
      }
    }
    return type;
  }

  private static long dimension(Wire in) {
    long size = -1;
    while (in.next()) {
      if (in.is(1, Wire.VARINT)) {
        size = in.varint();
      } else {
        in.skip();
      }
    }
    return size > 0 ? size : -1;
  }
}
