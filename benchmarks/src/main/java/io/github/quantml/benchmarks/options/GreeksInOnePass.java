// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository;
import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.options.european.EuropeanPricer;
import io.github.quantml.options.european.Greek;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Price and eighteen derivatives of Black-Scholes in one pass. Strata is asked for the thirteen of
 * them that it has, a call each; peers in Python for price, delta, gamma, vega, theta and rho.
 */
public class GreeksInOnePass extends Comparison {
  private static final int SHARED = 13;
  private static final int MORE = SHARED - 6;

  /** How many options. */
  @Param("20000")
  public int options;

  private Market market = Market.of(1);

  /** For JMH. */
  public GreeksInOnePass() {}

  @Override
  public void prepare(Scale scale) {
    market = Market.of(scale == Scale.FULL ? options : 300);
  }

  @Override
  public String workload() {
    return "options";
  }

  @Override
  public String kernel() {
    return "priceAndGreeks";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of(
        "kind", market.kinds(),
        "v", market.volatility(),
        "k", market.strike(),
        "t", market.years());
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    int n = market.call().length;
    double[] row = new double[Greek.COUNT];
    double[] out = new double[SHARED * n];
    for (int i = 0; i < n; i++) {
      EuropeanPricer.blackScholes()
          .greeksInto(
              market.call()[i],
              100,
              market.strike()[i],
              market.years()[i],
              0.03,
              0.01,
              market.volatility()[i],
              row);
      pick(row, out, i, n);
    }
    return out;
  }

  /** The six that every peer gives come last, since results are compared from their ends. */
  private static void pick(double[] row, double[] out, int i, int n) {
    out[MORE * i] = row[Greek.VANNA.column()];
    out[MORE * i + 1] = row[Greek.CHARM.column()];
    out[MORE * i + 2] = row[Greek.VOMMA.column()];
    out[MORE * i + 3] = row[Greek.VETA.column()];
    out[MORE * i + 4] = row[Greek.DUAL_DELTA.column()];
    out[MORE * i + 5] = row[Greek.DUAL_GAMMA.column()];
    out[MORE * i + 6] = row[Greek.PHI.column()];
    System.arraycopy(row, 0, out, MORE * n + 6 * i, 6);
  }

  /** Strata's call per number. */
  @Benchmark
  public double[] strata() {
    int n = market.call().length;
    double[] out = new double[SHARED * n];
    for (int i = 0; i < n; i++) {
      double k = market.strike()[i];
      double t = market.years()[i];
      double v = market.volatility()[i];
      boolean c = market.call()[i];
      int at = MORE * n + 6 * i;
      int more = MORE * i;
      out[at] = BlackScholesFormulaRepository.price(100, k, t, v, 0.03, 0.02, c);
      out[at + 1] = BlackScholesFormulaRepository.delta(100, k, t, v, 0.03, 0.02, c);
      out[at + 2] = BlackScholesFormulaRepository.gamma(100, k, t, v, 0.03, 0.02);
      out[at + 3] = BlackScholesFormulaRepository.vega(100, k, t, v, 0.03, 0.02);
      out[at + 4] = BlackScholesFormulaRepository.theta(100, k, t, v, 0.03, 0.02, c);
      out[at + 5] = BlackScholesFormulaRepository.rho(100, k, t, v, 0.03, 0.02, c);
      out[more] = BlackScholesFormulaRepository.vanna(100, k, t, v, 0.03, 0.02);
      out[more + 1] = BlackScholesFormulaRepository.charm(100, k, t, v, 0.03, 0.02, c);
      out[more + 2] = BlackScholesFormulaRepository.vomma(100, k, t, v, 0.03, 0.02);
      out[more + 3] = BlackScholesFormulaRepository.vegaBleed(100, k, t, v, 0.03, 0.02);
      out[more + 4] = BlackScholesFormulaRepository.dualDelta(100, k, t, v, 0.03, 0.02, c);
      out[more + 5] = BlackScholesFormulaRepository.dualGamma(100, k, t, v, 0.03, 0.02);
      out[more + 6] = -BlackScholesFormulaRepository.carryRho(100, k, t, v, 0.03, 0.02, c);
    }
    return out;
  }
}
