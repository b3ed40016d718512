// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a graph of two nodes in the ONNX format: y = mean over time of x ∘ w. Field numbers are
 * those of onnx.proto3.
 */
final class TinyOnnx {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private TinyOnnx() {}

  /** y[batch, features] = mean over t of x[batch, steps, features] ∘ weights. */
  static byte[] weightedMean(int steps, float... weights) {
    ByteBuffer raw = ByteBuffer.allocate(4 * weights.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float v : weights) {
      raw.putFloat(v);
    }
    TinyOnnx w =
        new TinyOnnx()
            .number(1, weights.length)
            .number(2, 1) // FLOAT
            .text(8, "w")
            .bytes(9, raw.array());
    TinyOnnx mul = new TinyOnnx().text(1, "x").text(1, "w").text(2, "xw").text(4, "Mul");
    TinyOnnx axes = new TinyOnnx().text(1, "axes").number(8, 1).number(20, 7); // INTS
    TinyOnnx keep = new TinyOnnx().text(1, "keepdims").number(3, 0).number(20, 2); // INT
    TinyOnnx mean =
        new TinyOnnx()
            .text(1, "xw")
            .text(2, "y")
            .text(4, "ReduceMean")
            .message(5, axes)
            .message(5, keep);
    TinyOnnx graph =
        new TinyOnnx()
            .message(1, mul)
            .message(1, mean)
            .text(2, "tiny")
            .message(5, w)
            .message(11, value("x", steps, weights.length))
            .message(12, value("y", weights.length));
    return new TinyOnnx()
        .number(1, 7) // IR version
        .message(7, graph)
        .message(8, new TinyOnnx().text(1, "").number(2, 13)) // operator set
        .out
        .toByteArray();
  }

  private static TinyOnnx value(String name, int... sizes) {
    TinyOnnx shape = new TinyOnnx().message(1, new TinyOnnx().text(2, "batch"));
    for (int size : sizes) {
      shape.message(1, new TinyOnnx().number(1, size));
    }
    TinyOnnx tensor = new TinyOnnx().number(1, 1).message(2, shape);
    return new TinyOnnx().text(1, name).message(2, new TinyOnnx().message(1, tensor));
  }

  private TinyOnnx number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  private TinyOnnx text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private TinyOnnx message(int field, TinyOnnx value) {
    return bytes(field, value.out.toByteArray());
  }

  private TinyOnnx bytes(int field, byte[] value) {
    varint(((long) field << 3) | 2);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
