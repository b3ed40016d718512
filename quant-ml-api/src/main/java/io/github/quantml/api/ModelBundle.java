// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a model as named, typed values: what travels to files and registries.
 *
 * <p>A bundle holds texts, numbers and whole numbers, arrays of both, bytes (an ONNX graph, say)
 * and other bundles. It holds no class names and no code. Numbers keep their bits. The same values
 * written twice give the same bytes. Immutable, thread-safe. Getters throw {@link
 * ModelFormatException} when a value is missing or of another type, so that a loader needs no
 * checks of its own for that.
 */
public final class ModelBundle {
  /** Name of the entry that holds a model's ONNX graph, if it has one. */
  public static final String ONNX = "model.onnx";

  private final String kind;
  private final int schema;
  private final Map<String, Object> values;

  ModelBundle(String kind, int schema, Map<String, Object> values) {
    this.kind = kind;
    this.schema = schema;
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * Starts a bundle.
   *
   * @param kind which loader reads it back, for example {@code "regime"}
   * @param schema version of the set of entries, raised when it changes
   */
  public static Builder builder(String kind, int schema) {
    return new Builder(kind, schema);
  }

  public String kind() {
    return kind;
  }

  public int schema() {
    return schema;
  }

  /** Names of all entries, in the order they were written. */
  public Set<String> names() {
    return values.keySet();
  }

  /**
   * Checks what the bundle claims to be.
   *
   * @throws ModelFormatException unless this is a bundle of the given kind, with a schema that is
   *     not newer
   */
  public void require(String wantedKind, int newestSchema) {
    if (!kind.equals(wantedKind)) {
      throw new ModelFormatException(
          "model bundle: expected kind '" + wantedKind + "', got '" + kind + "'");
    }
    if (schema < 1 || schema > newestSchema) {
      throw new ModelFormatException(
          "model bundle '"
              + kind
              + "': schema "
              + schema
              + " is not one this version reads (1 to "
              + newestSchema
              + ")");
    }
  }

  public String text(String name) {
    return get(name, String.class);
  }

  public long integer(String name) {
    return get(name, Long.class);
  }

  /** A whole number within bounds. */
  public int count(String name, int min, int max) {
    long value = integer(name);
    if (value < min || value > max) {
      throw bad(name, "must lie in [" + min + ", " + max + "], got " + value);
    }
    return (int) value;
  }

  /** A finite number. */
  public double number(String name) {
    return finite(name, get(name, Double.class));
  }

  /** A copy of an array of finite numbers of any length. */
  public double[] numbers(String name) {
    double[] array = get(name, double[].class).clone();
    for (double v : array) {
      finite(name, v);
    }
    return array;
  }

  /** A copy of an array of exactly {@code length} finite numbers. */
  public double[] numbers(String name, int length) {
    double[] array = numbers(name);
    if (array.length != length) {
      throw bad(name, "must have " + length + " numbers, got " + array.length);
    }
    return array;
  }

  /** A copy of an array of whole numbers of exactly {@code length}. */
  public long[] integers(String name, int length) {
    long[] array = get(name, long[].class).clone();
    if (array.length != length) {
      throw bad(name, "must have " + length + " numbers, got " + array.length);
    }
    return array;
  }

  /** A copy of raw bytes. */
  public byte[] bytes(String name) {
    return get(name, byte[].class).clone();
  }

  public ModelBundle bundle(String name) {
    return get(name, ModelBundle.class);
  }

  /** A moment, written as ISO-8601 text. */
  public Instant instant(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException e) {
      throw new ModelFormatException(entry(name) + "is not an ISO-8601 instant", e);
    }
  }

  /** A resolved horizon. */
  public Horizon horizon(String name) {
    String[] parts = text(name).split(" ", -1);
    try {
      Duration span = parts.length == 2 ? Duration.parse(parts[1]) : null;
      int bars = Integer.parseInt(parts[0]);
      if (bars > 0 && parts.length <= 2) {
        return new Horizon(bars, span);
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ModelFormatException(entry(name) + "is not a horizon", e);
    }
    throw bad(name, "is not a resolved horizon");
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The ONNX graph, if the model has one. */
  public Optional<byte[]> onnx() {
    return has(ONNX) ? Optional.of(bytes(ONNX)) : Optional.empty();
  }

  private <T> T get(String name, Class<T> type) {
    Object value = values.get(name);
    if (value == null) {
      throw bad(name, "is missing");
    }
    if (!type.isInstance(value)) {
      throw bad(
          name, "must be " + type.getSimpleName() + ", is " + value.getClass().getSimpleName());
    }
    return type.cast(value);
  }

  private double finite(String name, double value) {
    if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
      throw bad(name, "must be finite, got " + value);
    }
    return value;
  }

  private ModelFormatException bad(String name, String rule) {
    return new ModelFormatException(entry(name) + rule);
  }

  private String entry(String name) {
    return "model bundle '" + kind + "', entry '" + name + "' ";
  }

  Object raw(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(name);
    }
    return value;
  }

  /** The file form: magic, version, length, payload, SHA-256. */
  public byte[] toBytes() {
    return BundleCodec.encode(this);
  }

  /**
   * Reads the file form.
   *
   * @throws ModelFormatException when it is damaged, foreign, newer, or over the limits
   */
  public static ModelBundle fromBytes(byte[] bytes, LoadLimits limits) {
    return BundleCodec.decode(bytes, limits);
  }

  /** Writes the file form so that the file is either the old one or the whole new one. */
  public void write(Path file) throws IOException {
    AtomicFiles.write(file, toBytes());
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws ModelFormatException when it is damaged, foreign, newer, or over the limits
   * @throws IOException when it cannot be read
   */
  public static ModelBundle read(Path file, LoadLimits limits) throws IOException {
    return fromBytes(AtomicFiles.read(file, limits.maxBytes()), limits);
  }

  @Override
  public String toString() {
    return "model bundle '" + kind + "' " + values.keySet();
  }

  /** Collects the entries of a bundle in order. Not thread-safe. */
  public static final class Builder {
    private final String kind;
    private final int schema;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Builder(String kind, int schema) {
      this.kind = kind;
      this.schema = schema;
    }

    public Builder text(String name, String value) {
      return put(name, value);
    }

    public Builder integer(String name, long value) {
      return put(name, value);
    }

    public Builder number(String name, double value) {
      return put(name, value);
    }

    /** Adds a copy of the array. */
    public Builder numbers(String name, double... value) {
      return put(name, value.clone());
    }

    /** Adds a copy of the array. */
    public Builder integers(String name, long... value) {
      return put(name, value.clone());
    }

    /** Adds a copy of the bytes. */
    public Builder bytes(String name, byte[] value) {
      return put(name, value.clone());
    }

    public Builder bundle(String name, ModelBundle value) {
      return put(name, value);
    }

    /** Adds a resolved horizon: its bar count and, if it was given as one, its calendar span. */
    public Builder horizon(String name, Horizon value) {
      if (!value.isResolved()) {
        throw new IllegalArgumentException(name + ": horizon " + value + " has no bar count yet");
      }
      Duration span = value.span();
      return put(name, span == null ? "" + value.bars() : value.bars() + " " + span);
    }

    private Builder put(String name, Object value) {
      if (values.putIfAbsent(name, value) != null) {
        throw new IllegalArgumentException("bundle '" + kind + "': second entry named " + name);
      }
      return this;
    }

    public ModelBundle build() {
      return new ModelBundle(kind, schema, new LinkedHashMap<>(values));
    }
  }
}
