// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import io.github.quantml.api.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The last bytes of every file written here: a metadata entry that holds the SHA-256 of all bytes
 * before it. To any reader of ONNX it is one more entry of metadata.
 */
public final class Seal {
  /** Name of the entry. */
  public static final String KEY = "quantml.sha256";

  private static final int DIGITS = 64;

  /**
   * Tag and length of the entry, tag and length of its key; the key; tag and length of its value.
   */
  private static final int SIZE = 2 + 2 + KEY.length() + 2 + DIGITS;

  private static final int METADATA_TAG = (14 << 3) | 2;
  private static final int KEY_TAG = (1 << 3) | 2;
  private static final int VALUE_TAG = (2 << 3) | 2;

  private Seal() {}

  private static byte[] entry(byte[] file, int length) {
    byte[] out = new byte[SIZE];
    out[0] = (byte) METADATA_TAG;
    out[1] = (byte) (SIZE - 2);
    out[2] = (byte) KEY_TAG;
    out[3] = (byte) KEY.length();
    byte[] key = KEY.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(key, 0, out, 4, key.length);
    out[4 + key.length] = (byte) VALUE_TAG;
    out[5 + key.length] = (byte) DIGITS;
    byte[] digits = sha256(file, length).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, out, 6 + key.length, DIGITS);
    return out;
  }

  /** SHA-256 of the first bytes of a file, in hexadecimal. */
  static String sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** The file with its seal behind it. */
  public static byte[] append(byte[] file) {
    byte[] out = Arrays.copyOf(file, file.length + SIZE);
    System.arraycopy(entry(file, file.length), 0, out, file.length, SIZE);
    return out;
  }

  /**
   * Checks the seal.
   *
   * @return the SHA-256 of the sealed bytes
   * @throws ModelFormatException when there is none or it is broken
   */
  static String check(byte[] file) {
    int length = file.length - SIZE;
    if (length < 1 || file[length] != (byte) METADATA_TAG || file[length + 3] != KEY.length()) {
      throw new ModelFormatException(
          "onnx: the file does not end with the seal of a file of this library; it is foreign or"
              + " cut off");
    }
    byte[] end = Arrays.copyOfRange(file, length, file.length);
    if (!Arrays.equals(end, entry(file, length))) {
      throw new ModelFormatException(
          "onnx: the file is damaged, its SHA-256 is not the sealed one");
    }
    return sha256(file, length);
  }
}
