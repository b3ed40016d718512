// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

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
 * A JSON value of foreign origin. Reading what is not there gives an empty value, so that a caller
 * checks only what it needs. Immutable.
 */
public final class Json {
  private static final int MAX_DEPTH = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(64 << 20)
                  .build())
          .build();
  private static final Json NOTHING = new Json(null);

  private final @Nullable Object value;

  private Json(@Nullable Object value) {
    this.value = value;
  }

  /** Writes one JSON value. */
  @FunctionalInterface
  public interface Body {
    /** Writes to the generator. */
    void writeTo(JsonGenerator out) throws IOException;
  }

  /** The bytes of what a body writes. */
  public static byte[] bytes(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      body.writeTo(out);
    } catch (IOException e) {
      throw new IllegalStateException("JSON to memory", e);
    }
    return bytes.toByteArray();
  }

  /** The bytes of an object whose fields a body writes. */
  public static byte[] object(Body fields) {
    return bytes(
        out -> {
          out.writeStartObject();
          fields.writeTo(out);
          out.writeEndObject();
        });
  }

  /**
   * Reads exactly one value.
   *
   * @throws IOException when the bytes are no JSON, or nested or long beyond reason
   */
  public static Json parse(byte[] bytes, int offset, int length) throws IOException {
    try (JsonParser in = FACTORY.createParser(bytes, offset, length)) {
      JsonToken first = in.nextToken();
      if (first == null) {
        throw new IOException("empty");
      }
      Json read = new Json(read(in, first));
      if (in.nextToken() != null) {
        throw new IOException("more than one JSON value");
      }
      return read;
    }
  }

  /** Reads exactly one value. */
  public static Json parse(byte[] bytes) throws IOException {
    return parse(bytes, 0, bytes.length);
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

  /** No value. */
  public static Json nothing() {
    return NOTHING;
  }

  /** A field of an object; empty when this is no object or has no such field. */
  public Json get(String name) {
    return value instanceof Map<?, ?> map && map.get(name) != null
        ? new Json(map.get(name))
        : NOTHING;
  }

  /** Whether there is a value, null not being one. */
  public boolean isPresent() {
    return value != null;
  }

  public boolean isObject() {
    return value instanceof Map<?, ?>;
  }

  /** Names of the fields of an object, in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(k -> names.add(String.valueOf(k)));
    }
    return names;
  }

  /** The text of a string, number or truth value; empty for anything else. */
  public String text() {
    return value instanceof String text ? text : "";
  }

  /** A whole number; the fallback when it is none. */
  public long integer(long fallback) {
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException e) {
      return fallback;
    }
  }

  /** A number, also as the strings NaN, Infinity and -Infinity; the fallback when it is none. */
  public double number(double fallback) {
    try {
      return Double.parseDouble(text());
    } catch (NumberFormatException e) {
      return fallback;
    }
  }

  /** The items of an array; empty for anything else. */
  public List<Json> items() {
    List<Json> items = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(i -> items.add(new Json(i)));
    }
    return items;
  }

  /** Key-value pairs of the form MLflow uses: an array of objects with {@code key} and value. */
  public Map<String, String> pairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Json item : items()) {
      pairs.put(item.get("key").text(), item.get("value").text());
    }
    return pairs;
  }
}
