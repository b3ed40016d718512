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
 * Price and eighteen derivatives of Black-Scholes in one pass. Strata is asked for price, delta,
 * gamma, vega, theta, rho, vanna, charm and vomma, a call each; QuantLib in Python for the first
 * six.
 */
public class GreeksInOnePass extends Comparison {
  private static final int SHARED = 9;

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
    out[3 * i] = row[Greek.VANNA.column()];
    out[3 * i + 1] = row[Greek.CHARM.column()];
    out[3 * i + 2] = row[Greek.VOMMA.column()];
    System.arraycopy(row, 0, out, 3 * n + 6 * i, 6);
  }

  /** Strata's call per number; nine of ours' nineteen. */
  @Benchmark
  public double[] strata() {
    int n = market.call().length;
    double[] out = new double[SHARED * n];
    for (int i = 0; i < n; i++) {
      double k = market.strike()[i];
      double t = market.years()[i];
      double v = market.volatility()[i];
      boolean c = market.call()[i];
      int at = 3 * n + 6 * i;
      out[at] = BlackScholesFormulaRepository.price(100, k, t, v, 0.03, 0.02, c);
      out[at + 1] = BlackScholesFormulaRepository.delta(100, k, t, v, 0.03, 0.02, c);
      out[at + 2] = BlackScholesFormulaRepository.gamma(100, k, t, v, 0.03, 0.02);
      out[at + 3] = BlackScholesFormulaRepository.vega(100, k, t, v, 0.03, 0.02);
      out[at + 4] = BlackScholesFormulaRepository.theta(100, k, t, v, 0.03, 0.02, c);
      out[at + 5] = BlackScholesFormulaRepository.rho(100, k, t, v, 0.03, 0.02, c);
      out[3 * i] = BlackScholesFormulaRepository.vanna(100, k, t, v, 0.03, 0.02);
      out[3 * i + 1] = BlackScholesFormulaRepository.charm(100, k, t, v, 0.03, 0.02, c);
      out[3 * i + 2] = BlackScholesFormulaRepository.vomma(100, k, t, v, 0.03, 0.02);
    }
    return out;
  }
}
