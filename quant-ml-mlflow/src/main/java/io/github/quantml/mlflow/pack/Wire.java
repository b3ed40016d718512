// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.pack;

import io.github.quantml.api.ModelFormatException;
import java.nio.charset.StandardCharsets;

/** Reads protocol buffers (wire format, proto3) from foreign bytes. Not thread-safe. */
final class Wire {
  static final int VARINT = 0;
  static final int BYTES = 2;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private int type;

  Wire(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private Wire(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Moves to the next field; false at the end. */
  boolean next() {
    if (at == end) {
      return false;
    }
    long key = varint();
    field = (int) (key >>> 3);
    type = (int) (key & 7);
    return true;
  }

  int field() {
    return field;
  }

  /** Whether the current field has a number and a wire type. */
  boolean is(int number, int wireType) {
    return field == number && type == wireType;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) {
        throw broken("ends within a number");
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw broken("has a number longer than ten bytes");
  }

  /** The current field as a message of its own. */
  Wire message() {
    int length = length();
    Wire inner = new Wire(bytes, at, at + length);
    at += length;
    return inner;
  }

  String text() {
    int length = length();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  void skip() {
    switch (type) {
      case VARINT -> varint();
      case 1 -> jump(8);
      case BYTES -> jump(length());
      case 5 -> jump(4);
      default -> throw broken("has wire type " + type);
    }
  }

  private void jump(int count) {
    if (end - at < count) {
      throw broken("ends within a field");
    }
    at += count;
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw broken("names " + length + " bytes where " + (end - at) + " are left");
    }
    return (int) length;
  }

  private static ModelFormatException broken(String what) {
    return new ModelFormatException("ONNX graph: " + what);
  }
}
