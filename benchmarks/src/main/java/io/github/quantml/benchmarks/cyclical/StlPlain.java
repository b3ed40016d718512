// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import io.github.quantml.cyclical.seasonal.StlConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** STL of forty years of days, not robust. */
public class StlPlain extends StlComparison {
  /** Length x period. */
  @Param("10000x252")
  public String size = "10000x252";

  /** For JMH. */
  public StlPlain() {}

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
