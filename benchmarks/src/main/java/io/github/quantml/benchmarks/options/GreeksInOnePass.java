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
 * Price and eighteen derivatives of Black-Scholes; a peer gives price, delta, gamma, vega, theta,
 * rho.
 */
public class GreeksInOnePass extends Comparison {
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
    double[] out = new double[6 * n];
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
      System.arraycopy(row, 0, out, 6 * i, 6);
    }
    return out;
  }

  /** Strata's call per number; six of ours' nineteen, theta with the sign of the others. */
  @Benchmark
  public double[] strata() {
    int n = market.call().length;
    double[] out = new double[6 * n];
    for (int i = 0; i < n; i++) {
      double k = market.strike()[i];
      double t = market.years()[i];
      double v = market.volatility()[i];
      boolean c = market.call()[i];
      out[6 * i] = BlackScholesFormulaRepository.price(100, k, t, v, 0.03, 0.02, c);
      out[6 * i + 1] = BlackScholesFormulaRepository.delta(100, k, t, v, 0.03, 0.02, c);
      out[6 * i + 2] = BlackScholesFormulaRepository.gamma(100, k, t, v, 0.03, 0.02);
      out[6 * i + 3] = BlackScholesFormulaRepository.vega(100, k, t, v, 0.03, 0.02);
      out[6 * i + 4] = BlackScholesFormulaRepository.theta(100, k, t, v, 0.03, 0.02, c);
      out[6 * i + 5] = BlackScholesFormulaRepository.rho(100, k, t, v, 0.03, 0.02, c);
    }
    return out;
  }
}
