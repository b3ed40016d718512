// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.options.volatility.ErrorKind;
import io.github.quantml.options.volatility.Innovation;
import io.github.quantml.options.volatility.Presample;
import io.github.quantml.options.volatility.VarianceModel;
import io.github.quantml.options.volatility.VolatilityFit;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A GARCH(1,1) fit with robust errors, presample of arch, to 5,030 returns: simulated, or of the
 * S&amp;P 500 from the data directory, see {@link Samples}.
 */
public class GarchFit extends Comparison {
  /** Where the returns come from. */
  @Param({"simulated", "sp500"})
  public String returns = "simulated";

  private double[] r = new double[0];

  /** For JMH. */
  public GarchFit() {}

  @Override
  public void prepare(Scale scale) {
    if (scale == Scale.FULL && returns.equals("sp500")) {
      r = Samples.sp500Returns();
      return;
    }
    CounterRandom random = CounterRandom.of(4);
    r = new double[scale == Scale.FULL ? 5030 : 1500];
    double h = 1;
    for (int i = 0; i < r.length; i++) {
      double e = Math.sqrt(h) * random.nextGaussian();
      r[i] = 0.05 + e;
      h = 0.02 + 0.1 * e * e + 0.88 * h;
    }
  }

  @Override
  public String workload() {
    return "options";
  }

  @Override
  public String kernel() {
    return "garchRobust";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("r", r);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    VolatilityFit fit =
        VolatilityFit.fit(VarianceModel.GARCH, Innovation.NORMAL, Presample.BACKCAST, r);
    double[] out = new double[8];
    System.arraycopy(fit.toArray(), 0, out, 0, 4);
    double[] errors = fit.standardErrors(ErrorKind.QUASI_MAXIMUM_LIKELIHOOD);
    System.arraycopy(errors, 0, out, 4, 4);
    return out;
  }
}
