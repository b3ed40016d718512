// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import io.github.quantml.cyclical.seasonal.StlConfig;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** STL of a year of minutes, not robust. A peer takes seconds a call, hence few calls. */
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class StlLong extends StlComparison {
  /** Length x period. */
  @Param("100000x390")
  public String size = "100000x390";

  /** For JMH. */
  public StlLong() {}

  @Override
  String value() {
    return size;
  }

  @Override
  StlConfig changed(StlConfig defaults) {
    return defaults;
  }

  @Override
  public String kernel() {
    return "stl";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return ours();
  }

  @Benchmark
  public double[] stlDecomp4j() {
    return stlDecomp();
  }
}
