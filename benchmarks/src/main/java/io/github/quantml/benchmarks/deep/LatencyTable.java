// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.deep;

import io.github.quantml.deep.TrainedNetwork;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.train.EngineForecaster;
import java.util.Arrays;
import java.util.Locale;

/** Prints the percentiles of single forecasts, ours and the training engine's. */
public final class LatencyTable {
  private static final int WARM_UP = 5_000;
  private static final int CALLS = 20_000;

  private LatencyTable() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    System.out.printf(
        Locale.ROOT, "%-18s %-8s %9s %9s %9s%n", "network", "side", "p50 ms", "p99 ms", "p99.9 ms");
    for (String network : new String[] {"lstm2x64", "transformer2x64"}) {
      TrainedNetwork trained = Networks.trained(network, 16);
      float[] window = new float[60 * 16];
      Arrays.setAll(new double[window.length], k -> window[k] = (k % 7 - 3) / 3f);
      OnnxForecaster forecaster = trained.forecaster();
      float[] out = new float[forecaster.spec().outputSize()];
      print(network, "quantMl", () -> forecaster.predictInto(window, 1, out));
      try (EngineForecaster engine = trained.onEngine()) {
        print(network, "djl", () -> engine.predict(window, 1));
      }
    }
  }

  private static void print(String network, String side, Runnable call) {
    for (int k = 0; k < WARM_UP; k++) {
      call.run();
    }
    double[] millis = new double[CALLS];
    for (int k = 0; k < CALLS; k++) {
      long start = System.nanoTime();
      call.run();
      millis[k] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%-18s %-8s %9.3f %9.3f %9.3f%n",
        network,
        side,
        millis[CALLS / 2],
        millis[CALLS * 99 / 100],
        millis[CALLS * 999 / 1000]);
  }
}
