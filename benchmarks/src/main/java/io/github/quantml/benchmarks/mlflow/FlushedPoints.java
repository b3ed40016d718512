// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.mlflow;

import io.github.quantml.mlflow.MLFlowRun;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Points until the server of {@code QUANTML_BENCH_MLFLOW} has them; until the journal has them
 * where none is set. The number of points is the result.
 */
@Warmup(iterations = 1, time = 1, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 1, time = 1, timeUnit = TimeUnit.MILLISECONDS)
public class FlushedPoints extends Points {
  /** Number of points. */
  @Param({"2000", "100000"})
  public int points;

  /** For JMH. */
  public FlushedPoints() {}

  @Override
  int points() {
    return points;
  }

  @Override
  public String kernel() {
    return "flushed_points";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    String server = System.getenv("QUANTML_BENCH_MLFLOW");
    double told;
    try (MLFlowRun run = tracker(server).startRun("bench", "quant-ml")) {
      told = tell(run);
      if (server != null && !run.flush()) {
        throw new IllegalStateException("not delivered: " + run.lastError());
      }
    }
    return new double[] {told};
  }
}
