// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import io.github.quantml.api.ModelFormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** A stream's state as bytes: magic, version, definition hash, instruments, CRC-32C, values. */
final class StateBytes implements State {
  private static final int MAGIC = 0x514D4653; // "QMFS"
  private static final int VERSION = 1;
  private static final int HEADER = 4 + 4 + 8 + 4 + 4 + 8;

  private final boolean restoring;
  private long[] values;
  private int size;
  private int next;

  private StateBytes(boolean restoring, long[] values) {
    this.restoring = restoring;
    this.values = values;
    this.size = restoring ? values.length : 0;
  }

  static StateBytes writer() {
    return new StateBytes(false, new long[256]);
  }

  static StateBytes reader(byte[] saved, long hash, int instruments) {
    if (saved.length < HEADER || (saved.length - HEADER) % 8 != 0) {
      throw new ModelFormatException("feature state: truncated, " + saved.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(saved);
    require("magic", in.getInt(), MAGIC);
    require("version", in.getInt(), VERSION);
    require("definition hash", in.getLong(), hash);
    require("instruments", in.getInt(), instruments);
    int count = in.getInt();
    require("values", (saved.length - HEADER) / 8, count);
    long checksum = in.getLong();
    require("checksum", checksum(saved), checksum);
    long[] values = new long[count];
    in.asLongBuffer().get(values);
    return new StateBytes(true, values);
  }

  private static void require(String what, long got, long wanted) {
    if (got != wanted) {
      throw new ModelFormatException(
          "feature state: " + what + " must be " + wanted + ", got " + got);
    }
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, HEADER - 8);
    crc.update(bytes, HEADER, bytes.length - HEADER);
    return crc.getValue();
  }

  byte[] toBytes(long hash, int instruments) {
    ByteBuffer out = ByteBuffer.allocate(HEADER + 8 * size);
    out.putInt(MAGIC).putInt(VERSION).putLong(hash).putInt(instruments).putInt(size);
    out.position(HEADER);
    out.asLongBuffer().put(values, 0, size);
    byte[] bytes = out.array();
    out.putLong(HEADER - 8, checksum(bytes));
    return bytes;
  }

  void requireEnd() {
    if (next != size) {
      throw new ModelFormatException(
          "feature state: holds " + size + " values, of which " + next + " were read");
    }
  }

  @Override
  public double of(double value) {
    return Double.longBitsToDouble(of(Double.doubleToRawLongBits(value)));
  }

  @Override
  public long of(long value) {
    if (restoring) {
      if (next >= size) {
        throw new ModelFormatException("feature state: holds too few values, " + size);
      }
      return values[next++];
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
    return value;
  }

  @Override
  public boolean restoring() {
    return restoring;
  }
}
