// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.options.implied.ImpliedVolatility;
import java.util.Arrays;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Black volatilities of random prices. */
public class BlackImplied extends Comparison {
  /** How many options. */
  @Param("1000000")
  public int options;

  private Market market = Market.of(1);
  private double[] discount = new double[1];

  /** For JMH. */
  public BlackImplied() {}

  @Override
  public void prepare(Scale scale) {
    market = Market.of(scale == Scale.FULL ? options : 500);
    discount = new double[market.call().length];
    Arrays.fill(discount, 1);
  }

  @Override
  public String workload() {
    return "options";
  }

  @Override
  public String kernel() {
    return "blackImplied";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of(
        "kind", market.kinds(),
        "price", market.price(),
        "k", market.strike(),
        "t", market.years());
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    double[] out = new double[discount.length];
    ImpliedVolatility.blackBatch(
        market.call(),
        market.price(),
        market.forward(),
        market.strike(),
        market.years(),
        discount,
        out,
        new byte[out.length]);
    return out;
  }

  /** Strata's Newton search; 0 for prices below its threshold. */
  @Benchmark
  public double[] strata() {
    double[] out = new double[discount.length];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          BlackFormulaRepository.impliedVolatility(
              market.price()[i], 100, market.strike()[i], market.years()[i], market.call()[i]);
    }
    return out;
  }

  /** What the prices were made with. */
  double[] truth() {
    return market.volatility();
  }
}
