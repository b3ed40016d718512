// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.options.surface.EssviCalibration;
import io.github.quantml.options.surface.SmileQuotes;
import io.github.quantml.options.surface.Ssvi;
import io.github.quantml.options.surface.VolatilitySurface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * An eSSVI surface through twenty expiries: simulated smiles of 150 noisy quotes, or the first
 * twenty of the S&amp;P 500 from the data directory, see {@link Samples}. No peer at hand
 * calibrates one.
 */
public class SurfaceFit extends Comparison {
  private static final int EXPIRIES = 20;

  /** Where the quotes come from. */
  @Param({"simulated", "spx"})
  public String quotes = "simulated";

  private List<SmileQuotes> smiles = List.of();

  /** For JMH. */
  public SurfaceFit() {}

  @Override
  public void prepare(Scale scale) {
    if (scale == Scale.FULL && quotes.equals("spx")) {
      smiles = Samples.spxSmiles().subList(0, EXPIRIES);
      return;
    }
    CounterRandom random = CounterRandom.of(7);
    int expiries = scale == Scale.FULL ? EXPIRIES : 4;
    smiles = new ArrayList<>();
    for (int i = 0; i < expiries; i++) {
      double years = 0.02 * Math.pow(1.28, i);
      double theta = 0.04 * years;
      Ssvi truth = Ssvi.of(theta, -0.65 - 0.005 * i, 0.8 / Math.sqrt(theta * (1 + theta)));
      int n = 150;
      double[] k = new double[n];
      double[] v = new double[n];
      double[] w = new double[n];
      Arrays.fill(w, 1);
      for (int j = 0; j < n; j++) {
        k[j] = Math.sqrt(theta) * (-3 + 5.0 * j / (n - 1));
        v[j] = Math.sqrt(truth.totalVariance(k[j]) / years) * (1 + 0.005 * random.nextGaussian());
      }
      smiles.add(new SmileQuotes(years, k, v, w));
    }
  }

  @Override
  public String workload() {
    return "options";
  }

  @Override
  public String kernel() {
    return "surface20";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("years", smiles.stream().mapToDouble(SmileQuotes::years).toArray());
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    VolatilitySurface s = EssviCalibration.fit(smiles);
    return s.slices().stream().mapToDouble(slice -> slice.totalVariance(0)).toArray();
  }
}
