// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import io.github.quantml.cyclical.seasonal.StlConfig;
import io.github.quantml.cyclical.seasonal.StlPreset;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** STL of ten years of days with 15 robust passes of 2 each. */
public class StlRobust extends StlComparison {
  /** Length x period. */
  @Param("2520x252")
  public String size = "2520x252";

  /** For JMH. */
  public StlRobust() {}

  @Override
  String value() {
    return size;
  }

  @Override
  StlConfig changed(StlConfig defaults) {
    return defaults.robust(StlPreset.STATSMODELS);
  }

  @Override
  public String kernel() {
    return "stlRobust";
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
