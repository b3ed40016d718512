// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.transformer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a graph of two nodes in the ONNX format: the logits are the mean of the tokens' rows of an
 * embedding. Field numbers are those of onnx.proto3.
 */
final class TinyOnnx {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private TinyOnnx() {}

  /** logits[1, classes] = mean over tokens of embedding[input_ids]. */
  static byte[] meanOfEmbeddings(float[][] embedding, String input) {
    int classes = embedding[0].length;
    ByteBuffer raw =
        ByteBuffer.allocate(4 * embedding.length * classes).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : embedding) {
      for (float v : row) {
        raw.putFloat(v);
      }
    }
    TinyOnnx weights =
        new TinyOnnx()
            .number(1, embedding.length)
            .number(1, classes)
            .number(2, 1) // FLOAT
            .text(8, "embedding")
            .bytes(9, raw.array());
    TinyOnnx gather =
        new TinyOnnx().text(1, "embedding").text(1, input).text(2, "rows").text(4, "Gather");
    TinyOnnx axes = new TinyOnnx().text(1, "axes").number(8, 1).number(20, 7); // INTS
    TinyOnnx keep = new TinyOnnx().text(1, "keepdims").number(3, 0).number(20, 2); // INT
    TinyOnnx mean =
        new TinyOnnx()
            .text(1, "rows")
            .text(2, "logits")
            .text(4, "ReduceMean")
            .message(5, axes)
            .message(5, keep);
    TinyOnnx graph =
        new TinyOnnx()
            .message(1, gather)
            .message(1, mean)
            .text(2, "tiny")
            .message(5, weights)
            .message(11, value(input, 7, "tokens")) // INT64
            .message(12, value("logits", 1, null));
    return new TinyOnnx()
        .number(1, 7) // IR version
        .message(7, graph)
        .message(8, new TinyOnnx().text(1, "").number(2, 13)) // operator set
        .out
        .toByteArray();
  }

  private static TinyOnnx value(String name, int type, String lastDimension) {
    TinyOnnx shape = new TinyOnnx().message(1, new TinyOnnx().number(1, 1));
    shape.message(
        1,
        lastDimension == null
            ? new TinyOnnx().text(2, "classes")
            : new TinyOnnx().text(2, lastDimension));
    TinyOnnx tensor = new TinyOnnx().number(1, type).message(2, shape);
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
