// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.quantml.api.BackendUnavailableException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.QuantMlException;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

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
  private final Lanes lanes;
  private final Cleaner.Cleanable cleanable;

  private OnnxForecaster(ForecastSpec spec, String sha256, byte[] file, OrtSession session) {
    this.spec = spec;
    this.sha256 = sha256;
    this.file = file;
    this.lanes = new Lanes(session, spec);
    this.cleanable = CLEANER.register(this, lanes::closeAll);
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
    OnnxForecaster out = new OnnxForecaster(spec, digest, file.clone(), session(file, options));
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

  private static OrtSession session(byte[] file, ServeOptions options) {
    try (OrtSession.SessionOptions session = new OrtSession.SessionOptions()) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      session.setIntraOpNumThreads(options.threads());
      session.setInterOpNumThreads(1);
      session.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      session.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return environment.createSession(file, session);
    } catch (OrtException e) {
      throw new ModelFormatException("onnx: ONNX Runtime refuses the file: " + e.getMessage(), e);
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

  /** The session and idle buffers; holds no reference to the forecaster, so that this can die. */
  private static final class Lanes {
    private final OrtSession session;
    private final ForecastSpec spec;
    private final ConcurrentLinkedQueue<Lane> idle = new ConcurrentLinkedQueue<>();

    /** Calls under way, and one more until the forecaster is closed; at 0 all is freed. */
    private final AtomicInteger users = new AtomicInteger(1);

    private final AtomicBoolean closed = new AtomicBoolean();

    Lanes(OrtSession session, ForecastSpec spec) {
      this.session = session;
      this.spec = spec;
    }

    Set<String> inputs() {
      return session.getInputNames();
    }

    Set<String> outputs() {
      return session.getOutputNames();
    }

    void run(float[] windows, int batch, String output, float[] out) {
      if (closed.get() || users.getAndUpdate(n -> n == 0 ? 0 : n + 1) == 0) {
        throw new IllegalStateException("onnx: the forecaster is closed");
      }
      try {
        if (batch == 1 && output.equals(OUTPUT)) {
          Lane idler = idle.poll();
          Lane lane = idler == null ? new Lane(spec, 1, OUTPUT, out.length) : idler;
          lane.run(session, windows, out);
          idle.add(lane);
        } else {
          try (Lane lane = new Lane(spec, batch, output, out.length)) {
            lane.run(session, windows, out);
          }
        }
      } catch (OrtException e) {
        throw new QuantMlException("ONNX Runtime: " + e.getMessage(), e);
      } finally {
        leave();
      }
    }

    private void leave() {
      if (users.decrementAndGet() == 0) {
        for (Lane lane = idle.poll(); lane != null; lane = idle.poll()) {
          lane.close();
        }
        try {
          session.close();
        } catch (OrtException e) {
          throw new QuantMlException("ONNX Runtime: " + e.getMessage(), e);
        }
      }
    }

    void closeAll() {
      if (closed.compareAndSet(false, true)) {
        leave();
      }
    }
  }

  /** Direct memory for the input and the output of one call at a time. */
  private static final class Lane implements AutoCloseable {
    private final FloatBuffer in;
    private final FloatBuffer out;
    private final OnnxTensor input;
    private final OnnxTensor output;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxValue> outputs;

    Lane(ForecastSpec spec, int batch, String name, int size) throws OrtException {
      in = direct(Math.multiplyExact(batch, spec.inputSize()));
      out = direct(size);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      input =
          OnnxTensor.createTensor(
              environment, in, new long[] {batch, spec.length(), spec.features().size()});
      output = OnnxTensor.createTensor(environment, out, shape(spec, batch, name));
      inputs = Map.of(INPUT, input);
      outputs = Map.of(name, output);
    }

    private static FloatBuffer direct(int floats) {
      return ByteBuffer.allocateDirect(Math.multiplyExact(4, floats))
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
    }

    private static long[] shape(ForecastSpec spec, int batch, String name) {
      if (name.equals(ATTENTION)) {
        long[] out = new long[spec.attention().size() + 1];
        Arrays.setAll(out, k -> k == 0 ? batch : spec.attention().get(k - 1));
        return out;
      }
      int width = spec.output().width();
      return width == 1
          ? new long[] {batch, spec.steps(), spec.targets().size()}
          : new long[] {batch, spec.steps(), spec.targets().size(), width};
    }

    void run(OrtSession session, float[] windows, float[] answer) throws OrtException {
      in.put(0, windows);
      // The result holds pinned values only, which closing it does not free.
      session.run(inputs, outputs).close();
      out.get(0, answer);
    }

    @Override
    public void close() {
      input.close();
      output.close();
    }
  }
}
