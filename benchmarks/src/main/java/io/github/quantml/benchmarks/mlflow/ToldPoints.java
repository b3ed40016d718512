// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.mlflow;

import io.github.quantml.mlflow.MLFlowRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** What a training pays: points until the calls have returned and the journal has them. */
public class ToldPoints extends Points {
  /** Number of points. */
  @Param("2000")
  public int points;

  /** For JMH. */
  public ToldPoints() {}

  @Override
  int points() {
    return points;
  }

  @Override
  public String kernel() {
    return "told_points";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    try (MLFlowRun run = tracker(null).startRun("bench", "quant-ml")) {
      return new double[] {tell(run)};
    }
  }
}
