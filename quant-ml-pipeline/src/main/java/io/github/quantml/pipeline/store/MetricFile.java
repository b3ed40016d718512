// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.pipeline.file.DurableFiles;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The points of a run's metrics, big-endian.
 *
 * <pre>
 * file   = block*
 * block  = length(i32) ~length(i32) crc32c(i32, of the content) content(length)
 * content= (name | point)*
 * name   = 1(u8) length(u16) UTF-8             the next key, numbered from 0
 * point  = 2(u8) key(i32) step(i64) value(f64) time(i64, milliseconds)
 * </pre>
 *
 * <p>A block that ends beyond the file's end was cut off with its process and is passed over; any
 * other damage is an error.
 */
final class MetricFile {
  private static final int CAPACITY = 1 << 16;
  private static final int HEAD = 12;
  private static final int POINT = 1 + 4 + 8 + 8 + 8;

  private MetricFile() {}

  /** Collects points in a block and appends whole blocks. Not thread-safe. */
  static final class Writer {
    private final AppendFile file;
    private final ByteBuffer block = ByteBuffer.allocate(CAPACITY);
    private final Map<String, Integer> keys = new HashMap<>();
    private final List<String> lost = new ArrayList<>();
    private long points;
    private int inBlock;

    Writer(AppendFile file) {
      this.file = file;
      block.position(HEAD);
    }

    /** Takes a point; appends the block first when it is full. */
    void add(String key, double value, long step, long millis) throws IOException {
      Integer number = keys.get(key);
      int name = number == null ? 3 + 4 * key.length() : 0;
      if (block.remaining() < POINT + name) {
        flush();
        number = keys.get(key);
      }
      if (number == null) {
        number = keys.size();
        keys.put(key, number);
        lost.add(key);
        byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
        block.put((byte) 1).putShort((short) utf8.length).put(utf8);
      }
      block.put((byte) 2).putInt(number).putLong(step).putDouble(value).putLong(millis);
      inBlock++;
    }

    /** Hands what was collected to the operating system. */
    void flush() throws IOException {
      if (block.position() == HEAD) {
        return;
      }
      int length = block.position() - HEAD;
      CRC32C crc = new CRC32C();
      crc.update(block.array(), HEAD, length);
      block.putInt(0, length).putInt(4, ~length).putInt(8, (int) crc.getValue());
      block.flip();
      try {
        file.append(block);
        points += inBlock;
      } catch (IOException e) {
        // Keys that the lost block named are named again by the next.
        lost.forEach(keys::remove);
        throw e;
      } finally {
        lost.clear();
        inBlock = 0;
        block.clear().position(HEAD);
      }
    }

    void sync() throws IOException {
      flush();
      file.sync();
    }

    /** Points that the operating system has. */
    long points() {
      return points;
    }
  }

  /**
   * Reads every point.
   *
   * @param wanted number of points there must be, negative when it is unknown
   * @throws InvalidDataException naming the file when it is damaged
   */
  static Map<String, MetricSeries> read(Path file, long wanted) throws IOException {
    DurableFiles.requireRegular(file);
    Map<String, MetricSeries.Builder> builders = new TreeMap<>();
    long points = 0;
    List<MetricSeries.Builder> byNumber = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), CAPACITY))) {
      long left = Files.size(file);
      byte[] content = new byte[CAPACITY];
      while (left >= HEAD) {
        int length = in.readInt();
        boolean whole = in.readInt() == ~length;
        int crc = in.readInt();
        left -= HEAD;
        if (!whole || length < 1 || length > CAPACITY - HEAD) {
          throw damaged(file, "has a block of " + length + " bytes");
        }
        if (length > left) {
          break;
        }
        in.readFully(content, 0, length);
        left -= length;
        CRC32C found = new CRC32C();
        found.update(content, 0, length);
        if ((int) found.getValue() != crc) {
          throw damaged(file, "has a block that does not match its checksum");
        }
        points += block(file, ByteBuffer.wrap(content, 0, length), builders, byNumber);
      }
    }
    if (wanted >= 0 && points != wanted) {
      throw damaged(file, "holds " + points + " points, the run told " + wanted);
    }
    Map<String, MetricSeries> series = new TreeMap<>();
    builders.forEach((key, builder) -> series.put(key, builder.build()));
    return series;
  }

  private static long block(
      Path file,
      ByteBuffer in,
      Map<String, MetricSeries.Builder> builders,
      List<MetricSeries.Builder> byNumber) {
    long points = 0;
    try {
      while (in.hasRemaining()) {
        if (in.get() == 1) {
          byte[] utf8 = new byte[in.getShort() & 0xffff];
          in.get(utf8);
          byNumber.add(
              builders.computeIfAbsent(
                  new String(utf8, StandardCharsets.UTF_8), k -> new MetricSeries.Builder()));
        } else {
          byNumber.get(in.getInt()).add(in.getLong(), in.getDouble(), in.getLong());
          points++;
        }
      }
      return points;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw damaged(file, "has a block that makes no sense");
    }
  }

  private static InvalidDataException damaged(Path file, String fault) {
    return new InvalidDataException(file + ": " + fault);
  }
}
