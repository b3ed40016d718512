// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import com.github.servicenow.ds.stats.stl.SeasonalTrendLoess;
import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.cyclical.seasonal.SmoothedDecomposition;
import io.github.quantml.cyclical.seasonal.Stl;
import io.github.quantml.cyclical.seasonal.StlConfig;
import java.util.Map;
import org.apache.commons.math3.util.FastMath;

/**
 * STL with the defaults of statsmodels: seasonal, trend and remainder, one after the other.
 *
 * <p>A case is called length x period.
 */
public abstract class StlComparison extends CyclicalComparison {
  private double[] x = {};
  private StlConfig config = StlConfig.of(2);

  StlComparison() {}

  /** Length x period. */
  abstract String value();

  /** What the defaults are changed to. */
  abstract StlConfig changed(StlConfig defaults);

  /** A slow walk, a cycle of two harmonics, noise; four cycles when small. */
  @Override
  public void prepare(Scale scale) {
    int period = part(value(), 1);
    int n = scale == Scale.FULL ? part(value(), 0) : 4 * period;
    double[] steps = walk(SyntheticSeries.gaussian(n, 1));
    x = SyntheticSeries.gaussian(n, 2);
    for (int t = 0; t < n; t++) {
      double angle = 2 * FastMath.PI * t / period;
      x[t] += 0.05 * steps[t] + 2 * FastMath.sin(angle) + FastMath.cos(2 * angle);
    }
    config = changed(StlConfig.of(period));
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("x", x);
  }

  final double[] ours() {
    SmoothedDecomposition parts = Stl.of(config).decompose(x);
    return joined(parts.seasonal(), parts.trend(), parts.remainder());
  }

  final double[] stlDecomp() {
    SeasonalTrendLoess.Builder builder = new SeasonalTrendLoess.Builder();
    builder
        .setPeriodLength(config.period())
        .setSeasonalWidth(config.seasonal().window())
        .setTrendWidth(config.trend().window())
        .setLowpassWidth(config.lowPass().window())
        .setSeasonalDegree(1)
        .setTrendDegree(1)
        .setLowpassDegree(1)
        .setSeasonalJump(1)
        .setTrendJump(1)
        .setLowpassJump(1)
        .setInnerIterations(config.inner())
        .setRobustnessIterations(config.outer());
    SeasonalTrendLoess.Decomposition parts = builder.buildSmoother(x).decompose();
    return joined(parts.getSeasonal(), parts.getTrend(), parts.getResidual());
  }

  private static double[] joined(double[] seasonal, double[] trend, double[] remainder) {
    int n = seasonal.length;
    double[] out = new double[3 * n];
    System.arraycopy(seasonal, 0, out, 0, n);
    System.arraycopy(trend, 0, out, n, n);
    System.arraycopy(remainder, 0, out, 2 * n, n);
    return out;
  }
}
