// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.cyclical.pattern.MatrixProfile;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The matrix profile of a random walk: the distance of every window from its nearest neighbour. */
public class ProfileOfAll extends CyclicalComparison {
  /** Values of the series x values a window. */
  @Param("16384x50")
  public String size = "16384x50";

  private double[] x = {};

  /** For JMH. */
  public ProfileOfAll() {}

  @Override
  public void prepare(Scale scale) {
    x = walk(SyntheticSeries.gaussian(scale == Scale.FULL ? part(size, 0) : 500, 1));
  }

  @Override
  public String kernel() {
    return "profile";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("x", x);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return MatrixProfile.selfJoin(x, part(size, 1)).toDistances();
  }
}
