// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The search in a hundred thousand values. */
public class WindowSearch extends SearchComparison {
  /** Length of the query x band. */
  @Param("128x6")
  public String size = "128x6";

  /** For JMH. */
  public WindowSearch() {}

  @Override
  String value() {
    return size;
  }

  @Override
  int length() {
    return 100_000;
  }

  @Override
  public String kernel() {
    return "search1e5";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return nearest();
  }
}
