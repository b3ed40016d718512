// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The file form of a {@link ModelBundle}, big-endian throughout.
 *
 * <pre>
 * file    = magic(8) version(u16) length(u32) payload(length) sha256(32 bytes, of all before it)
 * payload = kind schema(i32) count(i32) entry*
 * entry   = name type(u8) length(i32) value(length)
 * string  = length(u16) UTF-8
 * </pre>
 *
 * <p>Every length is checked against the bytes that are left before anything is allocated.
 */
final class BundleCodec {
  private static final byte[] MAGIC = {'Q', 'U', 'A', 'N', 'T', 'M', 'L', '\n'};
  private static final int VERSION = 1;
  private static final int HEADER = MAGIC.length + 2 + 4;
  private static final int DIGEST = 32;

  private static final int TEXT = 1;
  private static final int INTEGER = 2;
  private static final int NUMBER = 3;
  private static final int NUMBERS = 4;
  private static final int BYTES = 5;
  private static final int BUNDLE = 6;
  private static final int INTEGERS = 7;

  private BundleCodec() {}

  static byte[] encode(ModelBundle bundle) {
    byte[] payload = payload(bundle);
    ByteBuffer out = ByteBuffer.allocate(Math.addExact(HEADER + DIGEST, payload.length));
    out.put(MAGIC).putShort((short) VERSION).putInt(payload.length).put(payload);
    out.put(sha256(out.array(), HEADER + payload.length));
    return out.array();
  }

  private static byte[] payload(ModelBundle bundle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      string(out, bundle.kind());
      out.writeInt(bundle.schema());
      out.writeInt(bundle.names().size());
      for (String name : bundle.names()) {
        string(out, name);
        value(out, bundle.raw(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array does not fail
    }
    return bytes.toByteArray();
  }

  private static void string(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > 0xFFFF) {
      throw new IllegalArgumentException("bundle: a name is longer than 65,535 bytes");
    }
    out.writeShort(utf8.length);
    out.write(utf8);
  }

  private static void value(DataOutputStream out, Object value) throws IOException {
    if (value instanceof String s) {
      block(out, TEXT, s.getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof Long l) {
      block(out, INTEGER, ByteBuffer.allocate(8).putLong(l).array());
    } else if (value instanceof Double d) {
      block(out, NUMBER, ByteBuffer.allocate(8).putDouble(d).array());
    } else if (value instanceof double[] array) {
      ByteBuffer numbers = ByteBuffer.allocate(Math.multiplyExact(8, array.length));
      numbers.asDoubleBuffer().put(array);
      block(out, NUMBERS, numbers.array());
    } else if (value instanceof long[] array) {
      ByteBuffer numbers = ByteBuffer.allocate(Math.multiplyExact(8, array.length));
      numbers.asLongBuffer().put(array);
      block(out, INTEGERS, numbers.array());
    } else if (value instanceof byte[] b) {
      block(out, BYTES, b);
    } else if (value instanceof ModelBundle nested) {
      block(out, BUNDLE, payload(nested));
    } else {
      throw new IllegalStateException("bundle value of " + value.getClass());
    }
  }

  private static void block(DataOutputStream out, int type, byte[] bytes) throws IOException {
    out.writeByte(type);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static ModelBundle decode(byte[] file, LoadLimits limits) {
    if (file.length > limits.maxBytes()) {
      throw bad("is larger than the limit of " + limits.maxBytes() + " bytes");
    }
    if (file.length < HEADER + DIGEST) {
      throw bad("is only " + file.length + " bytes long, so it is cut off");
    }
    ByteBuffer in = ByteBuffer.wrap(file);
    byte[] magic = new byte[MAGIC.length];
    in.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw bad("does not begin as a quant-ml model does");
    }
    int version = in.getShort() & 0xFFFF;
    if (version != VERSION) {
      throw bad("has format version " + version + ", this library reads version " + VERSION);
    }
    int length = in.getInt();
    if (length != file.length - HEADER - DIGEST) {
      throw bad(
          "says it holds "
              + Integer.toUnsignedString(length)
              + " bytes of content but holds "
              + (file.length - HEADER - DIGEST)
              + ", so it is cut off or damaged");
    }
    byte[] expected = Arrays.copyOfRange(file, HEADER + length, file.length);
    if (!MessageDigest.isEqual(expected, sha256(file, HEADER + length))) {
      throw bad("does not match its SHA-256 checksum, so it is damaged");
    }
    return bundle(in.slice(HEADER, length), limits, 1);
  }

  private static ModelBundle bundle(ByteBuffer in, LoadLimits limits, int depth) {
    if (depth > limits.maxDepth()) {
      throw bad("nests bundles deeper than " + limits.maxDepth());
    }
    String kind = string(in);
    int schema = need(in, 4).getInt();
    int count = need(in, 4).getInt();
    if (count < 0 || count > limits.maxEntries()) {
      throw bad("has " + count + " entries in one bundle, the limit is " + limits.maxEntries());
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = string(in);
      int type = need(in, 1).get();
      int length = need(in, 4).getInt();
      ByteBuffer value = slice(in, length);
      if (values.put(name, value(type, value, limits, depth)) != null) {
        throw bad("has two entries named '" + name + "'");
      }
    }
    if (in.hasRemaining()) {
      throw bad("has " + in.remaining() + " bytes after its last entry");
    }
    return new ModelBundle(kind, schema, values);
  }

  private static Object value(int type, ByteBuffer in, LoadLimits limits, int depth) {
    return switch (type) {
      case TEXT -> utf8(in);
      case INTEGER -> exactly(in, 8).getLong();
      case NUMBER -> exactly(in, 8).getDouble();
      case NUMBERS -> {
        double[] array = new double[eights(in)];
        in.asDoubleBuffer().get(array);
        yield array;
      }
      case INTEGERS -> {
        long[] array = new long[eights(in)];
        in.asLongBuffer().get(array);
        yield array;
      }
      case BYTES -> {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        yield bytes;
      }
      case BUNDLE -> bundle(in, limits, depth + 1);
      default -> throw bad("has a value of unknown type " + type);
    };
  }

  private static int eights(ByteBuffer in) {
    if (in.remaining() % 8 != 0) {
      throw bad("has a number array of " + in.remaining() + " bytes");
    }
    return in.remaining() / 8;
  }

  private static String string(ByteBuffer in) {
    int length = need(in, 2).getShort() & 0xFFFF;
    return utf8(slice(in, length));
  }

  private static String utf8(ByteBuffer in) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
    } catch (CharacterCodingException e) {
      throw new ModelFormatException("model file: a text is not UTF-8", e);
    }
  }

  private static ByteBuffer slice(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw bad("has an entry of " + length + " bytes where " + in.remaining() + " are left");
    }
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return part;
  }

  private static ByteBuffer need(ByteBuffer in, int bytes) {
    if (in.remaining() < bytes) {
      throw bad("ends in the middle of an entry");
    }
    return in;
  }

  private static ByteBuffer exactly(ByteBuffer in, int bytes) {
    if (in.remaining() != bytes) {
      throw bad("has a number of " + in.remaining() + " bytes");
    }
    return in;
  }

  private static byte[] sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static ModelFormatException bad(String fault) {
    return new ModelFormatException("model file " + fault);
  }
}
