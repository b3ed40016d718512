// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.pack;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quantml.mlflow.rest.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * An input to try a graph with: one array per input, in C order. The arrays are shared, not copied.
 *
 * @param names names of the inputs
 * @param shapes their sizes
 * @param values their values
 */
public record InputExample(List<String> names, List<int[]> shapes, List<double[]> values) {
  private static final int MOST_VALUES = 1_000_000;

  public InputExample {
    names = List.copyOf(names);
    shapes = List.copyOf(shapes);
    values = List.copyOf(values);
    for (int i = 0; i < names.size(); i++) {
      long wanted = Arrays.stream(shapes.get(i)).asLongStream().reduce(1, (a, b) -> a * b);
      if (wanted != values.get(i).length || wanted > MOST_VALUES) {
        throw new IllegalArgumentException(
            "input example '"
                + names.get(i)
                + "': shape "
                + Arrays.toString(shapes.get(i))
                + " has "
                + wanted
                + " values, got "
                + values.get(i).length);
      }
    }
  }

  /** Zeros, one wherever a size is free. */
  static InputExample zeros(List<OnnxFacts.Tensor> inputs) {
    List<int[]> shapes =
        inputs.stream()
            .map(t -> t.shape().stream().mapToInt(n -> n < 0 ? 1 : Math.toIntExact(n)).toArray())
            .toList();
    return new InputExample(
        inputs.stream().map(OnnxFacts.Tensor::name).toList(),
        shapes,
        shapes.stream().map(s -> new double[Arrays.stream(s).reduce(1, (a, b) -> a * b)]).toList());
  }

  void requireFits(List<OnnxFacts.Tensor> inputs) {
    for (OnnxFacts.Tensor input : inputs) {
      int i = names.size() == 1 && inputs.size() == 1 ? 0 : names.indexOf(input.name());
      if (i < 0 || !fits(input.shape(), shapes.get(i))) {
        throw new IllegalArgumentException(
            "input example: the graph's input '"
                + input.name()
                + "' has shape "
                + input.shape()
                + ", got "
                + (i < 0 ? "none of that name" : Arrays.toString(shapes.get(i))));
      }
    }
  }

  private static boolean fits(List<Long> wanted, int[] shape) {
    if (wanted.size() != shape.length) {
      return false;
    }
    for (int i = 0; i < shape.length; i++) {
      if (wanted.get(i) >= 0 && wanted.get(i) != shape[i]) {
        return false;
      }
    }
    return true;
  }

  /** The form of TensorFlow Serving: {@code {"inputs": ...}}. */
  byte[] toJson() {
    return Json.object(
        out -> {
          out.writeFieldName("inputs");
          if (names.size() == 1) {
            write(out, shapes.get(0), values.get(0), 0, 0);
            return;
          }
          out.writeStartObject();
          for (int i = 0; i < names.size(); i++) {
            out.writeFieldName(names.get(i));
            write(out, shapes.get(i), values.get(i), 0, 0);
          }
          out.writeEndObject();
        });
  }

  private static int write(JsonGenerator out, int[] shape, double[] values, int depth, int from)
      throws IOException {
    if (depth == shape.length) {
      out.writeNumber(values[from]);
      return from + 1;
    }
    int at = from;
    out.writeStartArray();
    for (int i = 0; i < shape[depth]; i++) {
      at = write(out, shape, values, depth + 1, at);
    }
    out.writeEndArray();
    return at;
  }
}
