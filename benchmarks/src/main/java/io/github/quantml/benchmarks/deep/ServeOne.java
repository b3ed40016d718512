// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.deep;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.deep.TrainedNetwork;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.train.EngineForecaster;
import io.github.quantml.math.random.CounterRandom;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * One forecast from one window of 60 rows of 16 numbers, one thread; the same file on all sides.
 */
public class ServeOne extends Comparison {
  private static final int FEATURES = 16;

  /** Network. */
  @Param({"lstm2x64", "transformer2x64"})
  public String network = "";

  private float[] window = {};
  private double[] file = {};
  private @Nullable OnnxForecaster forecaster;
  private @Nullable EngineForecaster engine;

  /** For JMH. */
  public ServeOne() {}

  @Override
  public void prepare(Scale scale) {
    TrainedNetwork trained = Networks.trained(network, FEATURES);
    forecaster = trained.forecaster();
    engine = trained.onEngine();
    CounterRandom random = CounterRandom.of(9);
    window = new float[60 * FEATURES];
    for (int k = 0; k < window.length; k++) {
      window[k] = (float) random.nextGaussian();
    }
    byte[] bytes = trained.toOnnx();
    file = new double[bytes.length];
    for (int k = 0; k < file.length; k++) {
      file[k] = bytes[k];
    }
  }

  @Override
  public String workload() {
    return "deep";
  }

  @Override
  public String kernel() {
    return "serve";
  }

  @Override
  public Map<String, double[]> inputs() {
    double[] x = new double[window.length];
    for (int k = 0; k < x.length; k++) {
      x[k] = window[k];
    }
    return Map.of("file", file, "x", x);
  }

  @Override
  public double tolerance() {
    return 1e-4;
  }

  private static double[] wide(float[] said) {
    double[] out = new double[said.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = said[k];
    }
    return out;
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return wide(Objects.requireNonNull(forecaster).predict(window));
  }

  /** The training engine's forward pass, without a gradient. */
  @Benchmark
  public double[] djl() {
    return wide(Objects.requireNonNull(engine).predict(window, 1));
  }
}
