// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.factors;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.factors.pricing.AlphaTests;
import io.github.quantml.factors.pricing.FamaMacBeth;
import io.github.quantml.factors.pricing.FamaMacBethFit;
import io.github.quantml.factors.pricing.PremiumErrors;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The GRS test of three factors on 600 months of many assets, then premia by Fama-MacBeth with
 * Newey-West errors of lag 4. linearmodels has no GRS; its side computes that in NumPy.
 */
public class GrsFamaMacBeth extends Comparison {
  /** Number of assets. */
  @Param("500")
  public int assets;

  private Panel panel = Panel.of(1, 2);

  /** For JMH. */
  public GrsFamaMacBeth() {}

  @Override
  public void prepare(Scale scale) {
    panel = scale == Scale.FULL ? Panel.of(assets, 600) : Panel.of(10, 60);
  }

  @Override
  public String workload() {
    return "factors";
  }

  @Override
  public String kernel() {
    return "grsFamaMacBeth";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("y", Panel.flat(panel.assets()), "f", Panel.flat(panel.factors()));
  }

  /** The F statistic, four premia and their errors. */
  @Override
  @Benchmark
  public double[] quantMl() {
    double[] out = new double[9];
    out[0] = AlphaTests.of(panel.assets(), panel.factors()).grs().statistic();
    FamaMacBethFit fit = FamaMacBeth.withIntercept().fit(panel.assets(), panel.factors());
    System.arraycopy(fit.premia(), 0, out, 1, 4);
    System.arraycopy(fit.standardErrors(PremiumErrors.neweyWest(4)), 0, out, 5, 4);
    return out;
  }
}
