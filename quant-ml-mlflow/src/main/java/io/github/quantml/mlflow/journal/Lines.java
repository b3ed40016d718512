// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import io.github.quantml.mlflow.rest.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Lines of JSON that carry their own checksum: {@code {"crc":"1a2b3c4d",...}} where the CRC-32C
 * covers every byte after the comma up to the line's end.
 */
final class Lines {
  private static final byte[] HEAD = "{\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int PREFIX = HEAD.length + 10;
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Longest line that is read or written. */
  static final int LONGEST = 1 << 20;

  private Lines() {}

  /** The line, end of line included, of an object whose fields a body writes. */
  static byte[] of(Json.Body fields) {
    byte[] object = Json.object(fields);
    int length = PREFIX + object.length;
    byte[] line = new byte[length];
    System.arraycopy(HEAD, 0, line, 0, HEAD.length);
    line[PREFIX - 2] = '"';
    line[PREFIX - 1] = ',';
    System.arraycopy(object, 1, line, PREFIX, object.length - 1);
    line[length - 1] = '\n';
    writeCrc(line, crc(line, length - 1));
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "journal record: at most " + LONGEST + " bytes, got " + length);
    }
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
   * Reads one line without its end.
   *
   * @throws IOException when it is damaged
   */
  static Json parse(byte[] bytes, int from, int to) throws IOException {
    byte[] line = Arrays.copyOfRange(bytes, from, to);
    if (line.length <= PREFIX) {
      throw new IOException("too short");
    }
    byte[] wanted = line.clone();
    System.arraycopy(HEAD, 0, wanted, 0, HEAD.length);
    wanted[PREFIX - 2] = '"';
    wanted[PREFIX - 1] = ',';
    writeCrc(wanted, crc(line, line.length));
    if (!Arrays.equals(line, wanted)) {
      throw new IOException("wrong checksum");
    }
    return Json.parse(line);
  }
}
