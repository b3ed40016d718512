// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import com.tictactec.ta.lib.Core;
import io.github.quantml.math.rolling.Rolling;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator.SimpleLinearRegressionType;

/** The least-squares slope on the bar index of every window. */
public class RollingSlope extends SeriesComparison {
  /** Values per window. */
  @Param({"14", "200"})
  public int window;

  private final Core core = new Core();

  private ClosePriceIndicator closes = Ta4j.closes(x);

  /** For JMH. */
  public RollingSlope() {}

  @Override
  public void prepare(Scale scale) {
    super.prepare(scale);
    closes = Ta4j.closes(x);
  }

  @Override
  public String kernel() {
    return "slope";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return Rolling.of(window).slope(x);
  }

  @Benchmark
  public double[] taLib() {
    return TaLib.run(
        core,
        x.length,
        window - 1,
        (lib, last, begin, count, out) ->
            lib.linearRegSlope(0, last, x, window, begin, count, out));
  }

  @Benchmark
  public double[] ta4j() {
    return Ta4j.run(
        new SimpleLinearRegressionIndicator(closes, window, SimpleLinearRegressionType.SLOPE),
        window - 1);
  }
}
