// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.deep;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.deep.train.Stepper;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * One training step of 32 windows on one thread: batch, forward, backward, clipping, AdamW. The
 * starts differ, so what is compared is that the loss is finite.
 *
 * <p>LSTM of 50 units on 60 × 5; the default Transformer on 120 × 5.
 */
public class TrainingStep extends Comparison {
  /** Network. */
  @Param({"lstm50", "transformer"})
  public String network = "";

  private @Nullable Stepper stepper;

  /** For JMH. */
  public TrainingStep() {}

  @Override
  public void prepare(Scale scale) {
    stepper = Networks.stepper(network);
  }

  @Override
  public String workload() {
    return "deep";
  }

  @Override
  public String kernel() {
    return "step";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("seed", new double[] {1});
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return new double[] {Double.isFinite(Objects.requireNonNull(stepper).next()) ? 1 : 0};
  }
}
