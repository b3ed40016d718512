// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import io.github.quantml.api.ModelFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads as much of an ONNX file as is needed to refuse what this library never writes, before any
 * native code sees it: other operators, domains, sub-graphs, functions, and data outside the file.
 */
final class OnnxFile {
  private static final Set<String> OPERATORS =
      Set.of(
          "Add",
          "Concat",
          "Conv",
          "Div",
          "Erf",
          "Identity",
          "LSTM",
          "LayerNormalization",
          "MatMul",
          "Mul",
          "ReduceMean",
          "Relu",
          "Reshape",
          "Slice",
          "Softmax",
          "Softplus",
          "Split",
          "Sqrt",
          "Squeeze",
          "Sub",
          "Tanh",
          "Transpose");
  private static final int MOST_NODES = 100_000;
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final Map<String, String> metadata = new TreeMap<>();
  private int nodes;
  private boolean graph;

  private OnnxFile() {}

  /** The metadata of a file that holds nothing strange. */
  static Map<String, String> metadata(byte[] file) {
    OnnxFile out = new OnnxFile();
    try {
      out.model(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
    } catch (BufferUnderflowException | ArithmeticException e) {
      throw new ModelFormatException("onnx: the file is not a well-formed protobuf message", e);
    }
    if (!out.graph) {
      throw new ModelFormatException("onnx: the file holds no graph");
    }
    return out.metadata;
  }

  private void model(ByteBuffer in) {
    while (in.hasRemaining()) {
      long tag = varint(in);
      switch (field(tag)) {
        case 1, 5 -> integer(in, tag);
        case 2, 3 -> bytes(in, tag);
        case 7 -> {
          if (graph) {
            throw refused("a second graph");
          }
          graph = true;
          graph(bytes(in, tag));
        }
        case 8 -> operatorSet(bytes(in, tag));
        case 14 -> entry(bytes(in, tag));
        default -> throw refused("field " + field(tag) + " of the model");
      }
    }
  }

  private static void operatorSet(ByteBuffer in) {
    while (in.hasRemaining()) {
      long tag = varint(in);
      if (field(tag) == 1) {
        if (!text(bytes(in, tag)).isEmpty()) {
          throw refused("a foreign domain of operators");
        }
      } else if (field(tag) != 2 || integer(in, tag) != 17) {
        throw refused("another operator set than 17");
      }
    }
  }

  private void entry(ByteBuffer in) {
    String key = "";
    String value = "";
    while (in.hasRemaining()) {
      long tag = varint(in);
      switch (field(tag)) {
        case 1 -> key = text(bytes(in, tag));
        case 2 -> value = text(bytes(in, tag));
        default -> throw refused("field " + field(tag) + " of an entry of metadata");
      }
    }
    if (metadata.put(key, value) != null) {
      throw refused("a second entry of metadata " + key);
    }
  }

  private void graph(ByteBuffer in) {
    while (in.hasRemaining()) {
      long tag = varint(in);
      ByteBuffer part = bytes(in, tag);
      switch (field(tag)) {
        case 1 -> node(part);
        case 2, 11, 12 -> {}
        case 5 -> tensor(part);
        default -> throw refused("field " + field(tag) + " of the graph");
      }
    }
  }

  private void node(ByteBuffer in) {
    if (++nodes > MOST_NODES) {
      throw refused("more than " + MOST_NODES + " nodes");
    }
    while (in.hasRemaining()) {
      long tag = varint(in);
      ByteBuffer part = bytes(in, tag);
      switch (field(tag)) {
        case 1, 2, 3 -> {}
        case 4 -> {
          String type = text(part);
          if (!OPERATORS.contains(type)) {
            throw refused("the operator " + type);
          }
        }
        case 5 -> attribute(part);
        default -> throw refused("field " + field(tag) + " of a node");
      }
    }
  }

  private static void attribute(ByteBuffer in) {
    while (in.hasRemaining()) {
      long tag = varint(in);
      switch (field(tag)) {
        case 1, 4 -> bytes(in, tag);
        case 2 -> {
          if ((tag & 7) != FIXED32) {
            throw refused("an attribute of another type than its own");
          }
          in.getInt();
        }
        case 3, 8, 20 -> integer(in, tag);
        // Tensors, graphs and the rest.
        default -> throw refused("field " + field(tag) + " of an attribute");
      }
    }
  }

  private static long integer(ByteBuffer in, long tag) {
    if ((tag & 7) != VARINT) {
      throw refused("a field of another type than its own");
    }
    return varint(in);
  }

  private static void tensor(ByteBuffer in) {
    long count = 1;
    long type = 0;
    long raw = -1;
    while (in.hasRemaining()) {
      long tag = varint(in);
      switch (field(tag)) {
        case 1 -> {
          long axis = integer(in, tag);
          if (axis < 0 || axis > Integer.MAX_VALUE) {
            throw refused("an axis of length " + axis);
          }
          count = Math.multiplyExact(count, axis);
        }
        case 2 -> type = integer(in, tag);
        case 8 -> bytes(in, tag);
        case 9 -> raw = bytes(in, tag).remaining();
        case 13, 14 -> throw refused("data outside the file (external_data)");
        default -> throw refused("field " + field(tag) + " of a tensor");
      }
    }
    int width = type == FLOAT ? 4 : type == INT64 ? 8 : 0;
    if (width == 0 || raw != count * width) {
      throw refused("a tensor whose bytes do not fit its shape");
    }
  }

  private static ModelFormatException refused(String what) {
    return new ModelFormatException("onnx: " + what + " is nothing this library writes");
  }

  private static int field(long tag) {
    return (int) Math.min(tag >>> 3, Integer.MAX_VALUE);
  }

  private static long varint(ByteBuffer in) {
    long out = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.get();
      out |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return out;
      }
    }
    throw refused("a number of more than 64 bits");
  }

  private static ByteBuffer bytes(ByteBuffer in, long tag) {
    if ((tag & 7) != LENGTH) {
      throw refused("a field of another type than its own");
    }
    long length = varint(in);
    if (length < 0 || length > in.remaining()) {
      throw new ModelFormatException("onnx: a part is longer than what holds it");
    }
    ByteBuffer out = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + (int) length);
    return out;
  }

  private static String text(ByteBuffer in) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(in)
          .toString();
    } catch (CharacterCodingException e) {
      throw new ModelFormatException("onnx: a text is not UTF-8", e);
    }
  }
}
