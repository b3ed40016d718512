// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value read from a file. A getter that does not find what it is asked for throws {@link
 * IOException} naming the field, so that a reader needs no checks of its own. Immutable.
 */
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(32).maxStringLength(16 << 20).build())
          .build();

  private final String path;
  private final @Nullable Object value;

  private Json(String path, @Nullable Object value) {
    this.path = path;
    this.value = value;
  }

  /** Writes the fields of an object. */
  @FunctionalInterface
  public interface Fields {
    /** Writes to the generator. */
    void writeTo(JsonGenerator out) throws IOException;
  }

  /** The bytes of an object whose fields are written by {@code fields}. */
  public static byte[] object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      fields.writeTo(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("JSON to memory", e);
    }
    return bytes.toByteArray();
  }

  /** Writes an object of texts as field {@code name}. */
  public static void texts(JsonGenerator out, String name, Map<String, String> texts)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, String> e : texts.entrySet()) {
      out.writeStringField(e.getKey(), e.getValue());
    }
    out.writeEndObject();
  }

  /**
   * Reads exactly one value.
   *
   * @throws IOException when the bytes are no JSON, or nested beyond reason
   */
  public static Json parse(byte[] bytes, int offset, int length) throws IOException {
    try (JsonParser in = FACTORY.createParser(bytes, offset, length)) {
      JsonToken first = in.nextToken();
      if (first == null) {
        throw new IOException("is empty");
      }
      Json read = new Json("", read(in, first));
      if (in.nextToken() != null) {
        throw new IOException("has more than one JSON value");
      }
      return read;
    }
  }

  private static @Nullable Object read(JsonParser in, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> fields(in);
      case START_ARRAY -> array(in);
      case VALUE_NULL -> null;
      default -> in.getText();
    };
  }

  private static Map<String, @Nullable Object> fields(JsonParser in) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      fields.put(name, read(in, in.nextToken()));
    }
    return fields;
  }

  private static List<@Nullable Object> array(JsonParser in) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
      items.add(read(in, next));
    }
    return items;
  }

  /** Whether this is an object with a field of that name that is not null. */
  public boolean has(String name) {
    return value instanceof Map<?, ?> map && map.get(name) != null;
  }

  /** A field of this object. */
  public Json get(String name) throws IOException {
    if (value instanceof Map<?, ?> map && map.get(name) != null) {
      return new Json(path + "/" + name, map.get(name));
    }
    throw new IOException("has no field " + path + "/" + name);
  }

  /** The text of a string, number or truth value that is a field of this object. */
  public String text(String name) throws IOException {
    if (get(name).value instanceof String text) {
      return text;
    }
    throw new IOException("has no text at " + path + "/" + name);
  }

  /** A whole number that is a field of this object. */
  public long integer(String name) throws IOException {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      throw new IOException("has no whole number at " + path + "/" + name, e);
    }
  }

  /** A number that is a field of this object, also as the texts NaN, Infinity and -Infinity. */
  public double number(String name) throws IOException {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw new IOException("has no number at " + path + "/" + name, e);
    }
  }

  /** The items of an array that is a field of this object. */
  public List<Json> items(String name) throws IOException {
    if (get(name).value instanceof List<?> list) {
      List<Json> items = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        items.add(new Json(path + "/" + name + "/" + i, list.get(i)));
      }
      return items;
    }
    throw new IOException("has no array at " + path + "/" + name);
  }

  /** Names of the fields of this object, in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(k -> names.add(String.valueOf(k)));
    }
    return names;
  }

  /** An object of texts that is a field of this object. */
  public Map<String, String> texts(String name) throws IOException {
    Json object = get(name);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : object.names()) {
      texts.put(key, object.text(key));
    }
    return texts;
  }

  /** This value as a whole number. */
  public int asCount() throws IOException {
    try {
      if (value instanceof String text) {
        return Integer.parseInt(text);
      }
    } catch (NumberFormatException e) {
      throw new IOException("has no whole number at " + path, e);
    }
    throw new IOException("has no whole number at " + path);
  }
}
