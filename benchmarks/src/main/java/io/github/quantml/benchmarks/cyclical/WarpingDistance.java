// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.cyclical.pattern.Dtw;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The dynamic time warping distance of two random walks of a thousand values. */
public class WarpingDistance extends CyclicalComparison {
  /** Largest difference of matched positions. */
  @Param({"100", "999"})
  public int band;

  private double[] a = {};
  private double[] b = {};

  /** For JMH. */
  public WarpingDistance() {}

  @Override
  public void prepare(Scale scale) {
    int n = scale == Scale.FULL ? 1_000 : 100;
    a = walk(SyntheticSeries.gaussian(n, 1));
    b = walk(SyntheticSeries.gaussian(n, 2));
  }

  @Override
  public String kernel() {
    return "dtw";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("a", a, "b", b);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return new double[] {Dtw.banded(band).distance(a, b)};
  }
}
