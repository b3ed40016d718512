// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.onnx;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One protobuf message in wire format, written field after field. Not thread-safe. */
final class Proto {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private byte[] bytes = new byte[256];
  private int size;

  Proto integer(int field, long value) {
    tag(field, VARINT);
    return varint(value);
  }

  Proto text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Proto bytes(int field, byte[] value) {
    tag(field, LENGTH);
    varint(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  Proto message(int field, Proto value) {
    return bytes(field, value.toBytes());
  }

  Proto real(int field, float value) {
    tag(field, FIXED32);
    room(4);
    int bits = Float.floatToRawIntBits(value);
    for (int k = 0; k < 4; k++) {
      bytes[size++] = (byte) (bits >>> (8 * k));
    }
    return this;
  }

  private void tag(int field, int type) {
    varint(((long) field << 3) | type);
  }

  private Proto varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
