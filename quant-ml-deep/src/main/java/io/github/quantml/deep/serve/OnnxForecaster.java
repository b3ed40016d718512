// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import io.github.quantml.api.BackendUnavailableException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.QuantMlException;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Forecasts from a file that {@code OnnxExporter} wrote, by ONNX Runtime alone.
 *
 * <p>A window is {@code length} rows of {@code features} raw numbers, oldest row first; a forecast
 * is {@code steps} rows of {@code targets} × {@code width} numbers in the units of the labels. A
 * file is read whole, must carry its seal, and is looked through before native code sees it, so
 * that it can name no file, no foreign operator and no code.
 *
 * <p>Needs {@code com.microsoft.onnxruntime:onnxruntime} and nothing else: no network, no
 * telemetry, no libtorch. Thread-safe. Holds native memory until {@link #close} or until it is
 * unreachable.
 */
public final class OnnxForecaster implements AutoCloseable {
  /** Name of the input of every file. */
  public static final String INPUT = "x";

  /** Name of the forecast. */
  public static final String OUTPUT = "y";

  /** Name of the second output of a network that attends. */
  public static final String ATTENTION = "attention";

  private static final Cleaner CLEANER = Cleaner.create();

  private final ForecastSpec spec;
  private final String sha256;
  private final byte[] file;
  private final OrtLanes lanes;
  private final Cleaner.Cleanable cleanable;

  private OnnxForecaster(ForecastSpec spec, String sha256, byte[] file, OrtLanes lanes) {
    this.spec = spec;
    this.sha256 = sha256;
    this.file = file;
    this.lanes = lanes;
    this.cleanable = CLEANER.register(this, lanes::close);
  }

  /**
   * Reads a file.
   *
   * @throws ModelFormatException when it is damaged, foreign, too large, or not what it says
   * @throws BackendUnavailableException when ONNX Runtime is missing
   * @throws IOException when it cannot be read
   */
  public static OnnxForecaster read(Path path, ServeOptions options) throws IOException {
    long size = Files.size(path);
    if (size > options.maxBytes()) {
      throw tooLarge(size, options);
    }
    return of(Files.readAllBytes(path), options);
  }

  /** Serves the bytes of a file. */
  public static OnnxForecaster of(byte[] file, ServeOptions options) {
    if (file.length > options.maxBytes()) {
      throw tooLarge(file.length, options);
    }
    String digest = Seal.check(file);
    options
        .digest()
        .filter(wanted -> !wanted.equalsIgnoreCase(digest))
        .ifPresent(
            wanted -> {
              throw new ModelFormatException(
                  "onnx: expected SHA-256 " + wanted + ", got " + digest);
            });
    ForecastSpec spec = ForecastSpec.from(OnnxFile.metadata(file));
    OnnxForecaster out = new OnnxForecaster(spec, digest, file.clone(), lanes(file, spec, options));
    try {
      out.probe();
      return out;
    } catch (RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /** Serves with {@link ServeOptions#defaults}. */
  public static OnnxForecaster of(byte[] file) {
    return of(file, ServeOptions.defaults());
  }

  private static ModelFormatException tooLarge(long size, ServeOptions options) {
    return new ModelFormatException(
        "onnx: the file must have at most " + options.maxBytes() + " bytes, got " + size);
  }

  private static OrtLanes lanes(byte[] file, ForecastSpec spec, ServeOptions options) {
    try {
      return OrtLanes.open(file, spec, options.threads());
    } catch (LinkageError e) {
      throw new BackendUnavailableException(
          "onnx: cannot load ONNX Runtime ("
              + e.getMessage()
              + "); add com.microsoft.onnxruntime:onnxruntime to the class path, which has the"
              + " libraries of Linux, Windows and macOS on arm64",
          e);
    }
  }

  /** A forecast of zeros must come out in the announced shape. */
  private void probe() {
    Set<String> wanted = spec.attention().isEmpty() ? Set.of(OUTPUT) : Set.of(OUTPUT, ATTENTION);
    if (!lanes.inputs().equals(Set.of(INPUT)) || !lanes.outputs().equals(wanted)) {
      throw new ModelFormatException(
          "onnx: must have the input x and the outputs "
              + wanted
              + ", got "
              + lanes.inputs()
              + " and "
              + lanes.outputs());
    }
    try {
      lanes.run(new float[spec.inputSize()], 1, OUTPUT, new float[spec.outputSize()]);
      if (!spec.attention().isEmpty()) {
        lanes.run(new float[spec.inputSize()], 1, ATTENTION, new float[attentionSize()]);
      }
    } catch (QuantMlException e) {
      throw new ModelFormatException("onnx: " + e.getMessage(), e);
    }
  }

  public ForecastSpec spec() {
    return spec;
  }

  /** SHA-256 of the sealed part of the file. */
  public String sha256() {
    return sha256;
  }

  /** The file. */
  public byte[] toBytes() {
    return file.clone();
  }

  /**
   * Forecasts from one window.
   *
   * @return {@code spec().outputSize()} finite numbers, see {@link ForecastSpec#indexOf}
   * @throws InvalidDataException naming the row and column of a number that is not finite
   */
  public float[] predict(float[] window) {
    float[] out = new float[spec.outputSize()];
    predictInto(window, 1, out);
    return out;
  }

  /**
   * Forecasts from {@code batch} windows that lie one after the other, into {@code out}.
   *
   * @throws QuantMlException when the network answers with a number that is not finite
   */
  public void predictInto(float[] windows, int batch, float[] out) {
    if (batch < 1) {
      throw new IllegalArgumentException("batch: must be at least 1, got " + batch);
    }
    long in = (long) batch * spec.inputSize();
    long back = (long) batch * spec.outputSize();
    if (windows.length != in || out.length != back) {
      throw new IllegalArgumentException(
          "windows: must hold "
              + in
              + " numbers ("
              + batch
              + " × "
              + spec.length()
              + " rows × "
              + spec.features().size()
              + " features) and out "
              + back
              + ", got "
              + windows.length
              + " and "
              + out.length);
    }
    requireFinite(windows);
    lanes.run(windows, batch, OUTPUT, out);
    for (int k = 0; k < out.length; k++) {
      if (!Float.isFinite(out[k])) {
        throw new QuantMlException(
            "onnx: the network answered "
                + out[k]
                + " for window "
                + k / spec.outputSize()
                + "; its numbers may be far from those it was trained on");
      }
    }
  }

  private void requireFinite(float[] windows) {
    float sum = 0;
    for (float x : windows) {
      sum += x * 0f;
    }
    if (sum == 0) {
      return;
    }
    int f = spec.features().size();
    for (int k = 0; k < windows.length; k++) {
      if (!Float.isFinite(windows[k])) {
        throw new InvalidDataException(
            "window "
                + k / spec.inputSize()
                + ": feature '"
                + spec.features().get(k % f)
                + "', row "
                + k % spec.inputSize() / f
                + ": must be finite, got "
                + windows[k]);
      }
    }
  }

  /**
   * The attention weights of one window: {@code spec().attention()} gives their axes, the last of
   * which sums to 1.
   *
   * @throws IllegalStateException for a network that does not attend
   */
  public float[] attention(float[] window) {
    if (spec.attention().isEmpty()) {
      throw new IllegalStateException("attention: " + spec.architecture() + " does not attend");
    }
    if (window.length != spec.inputSize()) {
      throw new IllegalArgumentException(
          "window: must hold " + spec.inputSize() + " numbers, got " + window.length);
    }
    requireFinite(window);
    float[] out = new float[attentionSize()];
    lanes.run(window, 1, ATTENTION, out);
    return out;
  }

  private int attentionSize() {
    return spec.attention().stream().reduce(1, Math::multiplyExact);
  }

  /** Frees the native memory; the forecaster must not be used afterwards. */
  @Override
  public void close() {
    cleanable.clean();
  }

  @Override
  public String toString() {
    return spec.architecture() + " of " + spec.length() + " rows, " + spec.steps() + " ahead";
  }
}
