// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import com.tictactec.ta.lib.Compatibility;
import com.tictactec.ta.lib.Core;
import io.github.quantml.math.rolling.Ewma;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;

/** The recursive exponential average of a span, started at the first value. */
public class ExponentialMean extends SeriesComparison {
  /** Span: the weight of the newest value is 2/(span + 1). */
  @Param("20")
  public int span;

  private final Core core = new Core();

  private ClosePriceIndicator closes = Ta4j.closes(x);

  /** For JMH. */
  public ExponentialMean() {}

  @Override
  public void prepare(Scale scale) {
    super.prepare(scale);
    closes = Ta4j.closes(x);
  }

  @Override
  public String kernel() {
    return "ewma";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return Ewma.ofSpan(span).apply(x);
  }

  @Benchmark
  public double[] taLib() {
    core.SetCompatibility(Compatibility.Metastock); // starts at the first value
    return TaLib.run(
        core,
        x.length,
        span - 1,
        (lib, last, begin, count, out) -> lib.ema(0, last, x, span, begin, count, out));
  }

  @Benchmark
  public double[] ta4j() {
    return Ta4j.run(new EMAIndicator(closes, span), span - 1);
  }
}
