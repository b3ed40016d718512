// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The search in a million values, with bands of 5 and 10 % of the query. */
public class LongWindowSearch extends SearchComparison {
  /** Length of the query x band. */
  @Param({"128x6", "128x12", "1024x51", "1024x102"})
  public String size = "128x6";

  /** For JMH. */
  public LongWindowSearch() {}

  @Override
  String value() {
    return size;
  }

  @Override
  int length() {
    return 1_000_000;
  }

  @Override
  public String kernel() {
    return "search1e6";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return nearest();
  }
}
