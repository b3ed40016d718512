// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.options.exposure.DealerSign;
import io.github.quantml.options.exposure.GammaExposure;
import io.github.quantml.options.exposure.GammaUnit;
import io.github.quantml.options.exposure.OpenPositions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A gamma profile of 60 levels. */
public class Profile extends Comparison {
  /** How many options. */
  @Param("15000")
  public int contracts;

  private double[] k = new double[0];
  private double[] t = k;
  private double[] v = k;
  private double[] open = k;
  private boolean[] call = new boolean[0];
  private GammaExposure exposure = exposure();

  /** For JMH. */
  public Profile() {}

  @Override
  public void prepare(Scale scale) {
    CounterRandom random = CounterRandom.of(9);
    int n = scale == Scale.FULL ? contracts : 300;
    k = new double[n];
    t = new double[n];
    v = new double[n];
    open = new double[n];
    call = new boolean[n];
    for (int i = 0; i < n; i++) {
      call[i] = i % 2 == 0;
      k[i] = 3000 + 2000 * random.nextDouble();
      t[i] = 0.003 + 2 * random.nextDouble() * random.nextDouble();
      v[i] = 0.1 + 0.3 * random.nextDouble();
      open[i] = 1 + random.nextInt(1000);
    }
    exposure = exposure();
  }

  private GammaExposure exposure() {
    String[] root = new String[k.length];
    LocalDate[] expiry = new LocalDate[k.length];
    Arrays.fill(root, "S");
    Arrays.fill(expiry, LocalDate.EPOCH);
    return GammaExposure.of(
        OpenPositions.of(3900, LocalDate.EPOCH, root, expiry, call, k, t, v, open, 0, 0, 100),
        DealerSign.CALLS_LONG_PUTS_SHORT,
        GammaUnit.MONEY_PER_PERCENT);
  }

  @Override
  public String workload() {
    return "options";
  }

  @Override
  public String kernel() {
    return "gammaProfile";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("k", k, "t", t, "v", v, "open", open);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return exposure.profile(3120, 4680, 60).gamma();
  }
}
