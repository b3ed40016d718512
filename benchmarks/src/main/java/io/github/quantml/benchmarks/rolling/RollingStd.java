// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import com.tictactec.ta.lib.Core;
import io.github.quantml.math.rolling.Rolling;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The standard deviation of every window, divisor n − 1. */
public class RollingStd extends SeriesComparison {
  /** Values per window. */
  @Param("20")
  public int window;

  private final Core core = new Core();

  /** For JMH. */
  public RollingStd() {}

  @Override
  public String kernel() {
    return "std";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return Rolling.of(window).std(x);
  }

  @Benchmark
  public double[] commonsMath() {
    return CommonsMath.run(x, window, DescriptiveStatistics::getStandardDeviation);
  }

  /**
   * A difference of running sums of squares, which loses digits where the level is high. The
   * library divides by n; its multiplier turns that into n − 1.
   */
  @Benchmark
  public double[] taLib() {
    double multiplier = Math.sqrt(window / (window - 1.0));
    return TaLib.run(
        core,
        x.length,
        window - 1,
        (lib, last, begin, count, out) ->
            lib.stdDev(0, last, x, window, multiplier, begin, count, out));
  }

  /** The running sums of TA-Lib. */
  @Override
  public double tolerance() {
    return 1e-7;
  }
}
