// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import io.github.quantml.api.ModelFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a file's metadata says about the model in it.
 *
 * @param architecture for example {@code "lstm"}
 * @param features names of the columns of a window
 * @param targets names of the columns forecast
 * @param length rows of a window
 * @param steps rows forecast
 * @param reach rows after a window at which its label is known; the steps, or a label's own
 * @param output what is said about each future value
 * @param attention shape of the second output without its batch, empty if there is none
 * @param seed of the training
 * @param dataSha256 {@code Panel.sha256} of the training data
 * @param notes anything else: settings, moments of the scaler, parity; keys without line breaks
 */
public record ForecastSpec(
    String architecture,
    List<String> features,
    List<String> targets,
    int length,
    int steps,
    int reach,
    Output output,
    List<Integer> attention,
    long seed,
    String dataSha256,
    Map<String, String> notes) {
  private static final String PREFIX = "quantml.";
  private static final String FORMAT = "1";
  private static final int MOST_NAMES = 100_000;
  private static final int MOST_ROWS = 1_000_000;

  public ForecastSpec {
    features = List.copyOf(features);
    targets = List.copyOf(targets);
    attention = List.copyOf(attention);
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
    if (features.isEmpty() || targets.isEmpty() || length < 1 || steps < 1 || reach < 1) {
      throw new IllegalArgumentException(
          "spec: features, targets, length, steps and reach must be at least 1");
    }
  }

  /** Floats of one window. */
  public int inputSize() {
    return Math.multiplyExact(length, features.size());
  }

  /** Floats of one forecast. */
  public int outputSize() {
    return Math.multiplyExact(Math.multiplyExact(steps, targets.size()), output.width());
  }

  /** Position, among the floats of a forecast, of a number about one future value. */
  public int indexOf(int step, int target, int part) {
    if (step < 0 || step >= steps || target < 0 || target >= targets.size() || part < 0) {
      throw new IndexOutOfBoundsException(
          "step " + step + ", target " + target + " of " + steps + " and " + targets.size());
    }
    return (step * targets.size() + target) * output.width() + part;
  }

  /** The same with one more note. */
  public ForecastSpec withNote(String key, String value) {
    Map<String, String> more = new TreeMap<>(notes);
    more.put(key, value);
    return new ForecastSpec(
        architecture,
        features,
        targets,
        length,
        steps,
        reach,
        output,
        attention,
        seed,
        dataSha256,
        more);
  }

  /** As entries of metadata. */
  public Map<String, String> toMetadata() {
    Map<String, String> out = new TreeMap<>();
    out.put(PREFIX + "format", FORMAT);
    out.put(PREFIX + "architecture", architecture);
    out.put(PREFIX + "features", String.join("\n", features));
    out.put(PREFIX + "targets", String.join("\n", targets));
    out.put(PREFIX + "length", Integer.toString(length));
    out.put(PREFIX + "horizon", Integer.toString(steps));
    out.put(PREFIX + "reach", Integer.toString(reach));
    out.put(PREFIX + "output", output.kind().name());
    out.put(
        PREFIX + "quantiles",
        Arrays.stream(output.levels()).mapToObj(Double::toString).collect(Collectors.joining(" ")));
    out.put(
        PREFIX + "attention",
        attention.stream().map(Object::toString).collect(Collectors.joining(" ")));
    out.put(PREFIX + "seed", Long.toString(seed));
    out.put(PREFIX + "data.sha256", dataSha256);
    notes.forEach((k, v) -> out.put(PREFIX + "note." + k, v));
    return out;
  }

  /**
   * Reads what {@link #toMetadata} wrote; other entries are left aside.
   *
   * @throws ModelFormatException naming the entry that is missing or bad
   */
  public static ForecastSpec from(Map<String, String> metadata) {
    if (!FORMAT.equals(text(metadata, "format"))) {
      throw new ModelFormatException(
          "onnx: metadata quantml.format must be " + FORMAT + ", got " + text(metadata, "format"));
    }
    Map<String, String> notes = new TreeMap<>();
    String note = PREFIX + "note.";
    metadata.forEach(
        (k, v) -> {
          if (k.startsWith(note)) {
            notes.put(k.substring(note.length()), v);
          }
        });
    try {
      Output.Kind kind = Output.Kind.valueOf(text(metadata, "output"));
      double[] levels =
          words(text(metadata, "quantiles")).stream().mapToDouble(Double::parseDouble).toArray();
      List<Integer> attention = new ArrayList<>();
      for (String axis : words(text(metadata, "attention"))) {
        attention.add(bounded("attention", Integer.parseInt(axis)));
      }
      return new ForecastSpec(
          text(metadata, "architecture"),
          names(metadata, "features"),
          names(metadata, "targets"),
          bounded("length", Integer.parseInt(text(metadata, "length"))),
          bounded("horizon", Integer.parseInt(text(metadata, "horizon"))),
          bounded("reach", Integer.parseInt(text(metadata, "reach"))),
          new Output(kind, levels),
          attention,
          Long.parseLong(text(metadata, "seed")),
          text(metadata, "data.sha256"),
          notes);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("onnx: metadata: " + e.getMessage(), e);
    }
  }

  private static String text(Map<String, String> metadata, String key) {
    String value = metadata.get(PREFIX + key);
    if (value == null) {
      throw new ModelFormatException("onnx: metadata " + PREFIX + key + " is missing");
    }
    return value;
  }

  private static List<String> names(Map<String, String> metadata, String key) {
    List<String> out = List.of(text(metadata, key).split("\n", -1));
    if (out.size() > MOST_NAMES) {
      throw new ModelFormatException("onnx: metadata quantml." + key + " has too many names");
    }
    return out;
  }

  private static int bounded(String key, int value) {
    if (value < 1 || value > MOST_ROWS) {
      throw new ModelFormatException(
          "onnx: metadata quantml." + key + " must lie in [1, " + MOST_ROWS + "], got " + value);
    }
    return value;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }
}
