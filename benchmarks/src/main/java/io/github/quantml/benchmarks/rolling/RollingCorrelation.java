// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import com.tictactec.ta.lib.Core;
import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.math.rolling.Rolling;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The correlation of two series over every window. */
public class RollingCorrelation extends SeriesComparison {
  /** Values per window. */
  @Param("60")
  public int window;

  private final Core core = new Core();
  private double[] y = {};

  /** For JMH. */
  public RollingCorrelation() {}

  /** Returns that share a factor. */
  @Override
  public void prepare(Scale scale) {
    x = SyntheticSeries.gaussian(length(scale), 1);
    y = SyntheticSeries.gaussian(length(scale), 2);
    for (int t = 0; t < y.length; t++) {
      y[t] += 0.5 * x[t];
    }
  }

  @Override
  public String kernel() {
    return "corr";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("x", x, "y", y);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return Rolling.of(window).correlation(x, y);
  }

  @Benchmark
  public double[] commonsMath() {
    PearsonsCorrelation correlation = new PearsonsCorrelation();
    double[] out = new double[x.length - window + 1];
    for (int t = 0; t < out.length; t++) {
      out[t] =
          correlation.correlation(
              Arrays.copyOfRange(x, t, t + window), Arrays.copyOfRange(y, t, t + window));
    }
    return out;
  }

  @Benchmark
  public double[] taLib() {
    return TaLib.run(
        core,
        x.length,
        window - 1,
        (lib, last, begin, count, out) -> lib.correl(0, last, x, y, window, begin, count, out));
  }
}
