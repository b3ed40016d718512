// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.backtest;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** Five assets, so that a peer of a few thousand bars a second ends within the hour. */
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx3g"})
public class EventEngineFewAssets extends EngineComparison {
  /** Assets x bars. */
  @Param("5x20000")
  public String size = "5x20000";

  /** For JMH. */
  public EventEngineFewAssets() {}

  @Override
  String value() {
    return size;
  }

  @Override
  public String kernel() {
    return "engineFewAssets";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return ours();
  }

  @Benchmark
  public double[] ta4j() {
    return withTa4j();
  }
}
