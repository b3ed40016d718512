// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A line of JSON that carries its own checksum: {@code {"crc":"1a2b3c4d",...}} where the CRC-32C
 * covers every byte after the comma up to the line's end. Any single flipped bit and any burst of
 * up to 32 bits is found.
 */
public final class CheckedLine {
  private static final byte[] HEAD = "{\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int PREFIX = HEAD.length + 10;
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Longest line that is written or read, in bytes. */
  public static final int LONGEST = 4 << 20;

  private CheckedLine() {}

  /**
   * The line, its end included, of an object with at least one field.
   *
   * @throws IllegalArgumentException when it is longer than {@link #LONGEST}
   */
  public static byte[] of(Json.Fields fields) {
    byte[] object = Json.object(fields);
    int length = PREFIX + object.length;
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "record: at most " + LONGEST + " bytes, got " + length + " bytes");
    }
    byte[] line = new byte[length];
    System.arraycopy(HEAD, 0, line, 0, HEAD.length);
    line[PREFIX - 2] = '"';
    line[PREFIX - 1] = ',';
    System.arraycopy(object, 1, line, PREFIX, object.length - 1);
    line[length - 1] = '\n';
    writeCrc(line, crc(line, length - 1));
    return line;
  }

  private static int crc(byte[] line, int end) {
    CRC32C crc = new CRC32C();
    crc.update(line, PREFIX, end - PREFIX);
    return (int) crc.getValue();
  }

  private static void writeCrc(byte[] line, int crc) {
    for (int i = 0; i < 8; i++) {
      line[HEAD.length + i] = DIGITS[(crc >>> (28 - 4 * i)) & 0xf];
    }
  }

  /**
   * Reads a file that holds exactly one line.
   *
   * @throws IOException when it is cut off, damaged or longer than one line
   */
  public static Json only(byte[] file) throws IOException {
    if (file.length == 0 || file[file.length - 1] != '\n') {
      throw new IOException("is cut off");
    }
    return parse(file, 0, file.length - 1);
  }

  /**
   * Reads one line without its end.
   *
   * @throws IOException when it is damaged
   */
  public static Json parse(byte[] bytes, int from, int to) throws IOException {
    byte[] line = Arrays.copyOfRange(bytes, from, to);
    if (line.length <= PREFIX) {
      throw new IOException("has a line that is too short");
    }
    byte[] wanted = line.clone();
    System.arraycopy(HEAD, 0, wanted, 0, HEAD.length);
    wanted[PREFIX - 2] = '"';
    wanted[PREFIX - 1] = ',';
    writeCrc(wanted, crc(line, line.length));
    if (!Arrays.equals(line, wanted)) {
      throw new IOException("does not match its checksum");
    }
    return Json.parse(line, 0, line.length);
  }
}
