// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.options.american.AmericanImpliedVolatility;
import io.github.quantml.options.american.AmericanPricer;
import io.github.quantml.options.american.AmericanProfile;
import java.util.Arrays;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Volatilities of American puts near the money, from prices of profile ACCURATE. */
public class AmericanImplied extends Comparison {
  /** How many options at most. */
  @Param("500")
  public int options;

  private Portfolio portfolio = Portfolio.of(1);
  private double[] price = new double[0];

  /** For JMH. */
  public AmericanImplied() {}

  @Override
  public void prepare(Scale scale) {
    Portfolio all = Portfolio.of(1);
    AmericanPricer pricer = AmericanPricer.of(AmericanProfile.ACCURATE);
    double[] value = American.each(all, AmericanProfile.ACCURATE);
    int[] usable = new int[all.size()];
    int n = 0;
    int most = scale == Scale.FULL ? options : 40;
    for (int i = 0; i < value.length && n < most; i += 7) {
      double s = all.s()[i];
      // An option deep in or out of the money has no volatility in its price's digits.
      double least = pricer.price(false, s, 100, all.t()[i], all.r()[i], all.q()[i], 0);
      if (s >= 80 && s <= 120 && value[i] > least + .1) {
        usable[n++] = i;
      }
    }
    int[] at = Arrays.copyOf(usable, n);
    portfolio =
        new Portfolio(
            pick(all.s(), at),
            pick(all.t(), at),
            pick(all.r(), at),
            pick(all.q(), at),
            pick(all.v(), at));
    price = pick(value, at);
  }

  private static double[] pick(double[] x, int[] at) {
    return Arrays.stream(at).mapToDouble(i -> x[i]).toArray();
  }

  @Override
  public String workload() {
    return "options";
  }

  @Override
  public String kernel() {
    return "americanImplied";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of(
        "price",
        price,
        "s",
        portfolio.s(),
        "t",
        portfolio.t(),
        "r",
        portfolio.r(),
        "q",
        portfolio.q());
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    AmericanImpliedVolatility inverse = AmericanImpliedVolatility.of(AmericanProfile.ACCURATE);
    double[] out = new double[price.length];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          inverse
              .volatility(
                  false,
                  price[i],
                  portfolio.s()[i],
                  100,
                  portfolio.t()[i],
                  portfolio.r()[i],
                  portfolio.q()[i])
              .volatility();
    }
    return out;
  }

  /** What the prices were made with. */
  double[] truth() {
    return portfolio.v();
  }
}
