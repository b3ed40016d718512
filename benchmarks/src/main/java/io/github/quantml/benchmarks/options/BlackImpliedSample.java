// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.options.implied.ImpliedVolatility;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import net.finmath.functions.AnalyticFormulas;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Black volatilities of the first calls of {@link BlackImplied}, for peers too slow for all of its
 * options; finmath inverts no puts.
 */
public class BlackImpliedSample extends Comparison {
  /** How many options. */
  @Param("5000")
  public int options;

  private double[] price = new double[0];
  private double[] strike = price;
  private double[] years = price;
  private double[] forward = price;
  private double[] volatility = price;
  private double[] ones = price;
  private boolean[] calls = new boolean[0];

  /** For JMH. */
  public BlackImpliedSample() {}

  @Override
  public void prepare(Scale scale) {
    Market all = Market.of(scale == Scale.FULL ? 3 * options : 600);
    int[] at =
        IntStream.range(0, all.call().length)
            .filter(i -> all.call()[i])
            .limit(scale == Scale.FULL ? options : 200)
            .toArray();
    price = pick(all.price(), at);
    strike = pick(all.strike(), at);
    years = pick(all.years(), at);
    forward = pick(all.forward(), at);
    volatility = pick(all.volatility(), at);
    ones = new double[at.length];
    calls = new boolean[at.length];
    Arrays.fill(ones, 1);
    Arrays.fill(calls, true);
  }

  private static double[] pick(double[] x, int[] at) {
    return Arrays.stream(at).mapToDouble(i -> x[i]).toArray();
  }

  @Override
  public double tolerance() {
    // Of the peers; ours is exact to the digits of the price.
    return 1e-4;
  }

  @Override
  public String workload() {
    return "options";
  }

  @Override
  public String kernel() {
    return "blackImpliedCalls";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("price", price, "k", strike, "t", years);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    double[] out = new double[price.length];
    ImpliedVolatility.blackBatch(
        calls, price, forward, strike, years, ones, out, new byte[out.length]);
    return out;
  }

  /** finmath's Newton search from a bracket. */
  @Benchmark
  public double[] finmath() {
    double[] out = new double[price.length];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          AnalyticFormulas.blackScholesOptionImpliedVolatility(
              100, years[i], strike[i], 1, price[i]);
    }
    return out;
  }

  /** Strata's Newton search. */
  @Benchmark
  public double[] strata() {
    double[] out = new double[price.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = BlackFormulaRepository.impliedVolatility(price[i], 100, strike[i], years[i], true);
    }
    return out;
  }

  /** What the prices were made with. */
  double[] truth() {
    return volatility;
  }
}
