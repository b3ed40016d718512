// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import com.tictactec.ta.lib.Core;
import io.github.quantml.math.rolling.Rolling;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;

/** The largest value of every window. */
public class RollingMax extends SeriesComparison {
  /** Values per window. */
  @Param("200")
  public int window;

  private final Core core = new Core();

  private ClosePriceIndicator closes = Ta4j.closes(x);

  /** For JMH. */
  public RollingMax() {}

  @Override
  public void prepare(Scale scale) {
    super.prepare(scale);
    closes = Ta4j.closes(x);
  }

  @Override
  public String kernel() {
    return "max";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return Rolling.of(window).max(x);
  }

  @Benchmark
  public double[] commonsMath() {
    return CommonsMath.run(x, window, DescriptiveStatistics::getMax);
  }

  @Benchmark
  public double[] taLib() {
    return TaLib.run(
        core,
        x.length,
        window - 1,
        (lib, last, begin, count, out) -> lib.max(0, last, x, window, begin, count, out));
  }

  @Benchmark
  public double[] ta4j() {
    return Ta4j.run(new HighestValueIndicator(closes, window), window - 1);
  }
}
