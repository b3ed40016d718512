// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.QuantMlException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A session of ONNX Runtime and idle buffers for it. Thread-safe. Holds no reference to its
 * forecaster, so that this can die.
 */
final class OrtLanes implements AutoCloseable {
  private final OrtSession session;
  private final ForecastSpec spec;
  private final ConcurrentLinkedQueue<Lane> idle = new ConcurrentLinkedQueue<>();

  /** Calls under way, and one more until the forecaster is closed; at 0 all is freed. */
  private final AtomicInteger users = new AtomicInteger(1);

  private final AtomicBoolean closed = new AtomicBoolean();

  private OrtLanes(OrtSession session, ForecastSpec spec) {
    this.session = session;
    this.spec = spec;
  }

  /**
   * Opens a session.
   *
   * @throws ModelFormatException when ONNX Runtime refuses the file
   */
  static OrtLanes open(byte[] file, ForecastSpec spec, int threads) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return new OrtLanes(environment.createSession(file, options), spec);
    } catch (OrtException e) {
      throw new ModelFormatException("onnx: ONNX Runtime refuses the file: " + e.getMessage(), e);
    }
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
      if (batch == 1 && output.equals(OnnxForecaster.OUTPUT)) {
        Lane idler = idle.poll();
        Lane lane = idler == null ? new Lane(spec, 1, OnnxForecaster.OUTPUT, out.length) : idler;
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

  /** Frees all as soon as no call is under way. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      leave();
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
      inputs = Map.of(OnnxForecaster.INPUT, input);
      outputs = Map.of(name, output);
    }

    private static FloatBuffer direct(int floats) {
      return ByteBuffer.allocateDirect(Math.multiplyExact(4, floats))
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
    }

    private static long[] shape(ForecastSpec spec, int batch, String name) {
      if (name.equals(OnnxForecaster.ATTENTION)) {
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
