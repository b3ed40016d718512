// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.options.american.AmericanBoundary;
import io.github.quantml.options.american.AmericanPricer;
import io.github.quantml.options.american.AmericanProfile;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * American puts of {@link Portfolio}, each with a boundary of its own (FAST, ACCURATE) or ten spots
 * with one (SHARED, of profile FAST).
 */
public class American extends Comparison {
  /** The profile, or SHARED. */
  @Param({"FAST", "SHARED", "ACCURATE"})
  public String profile = "FAST";

  private Portfolio portfolio = Portfolio.of(1);

  /** For JMH. */
  public American() {}

  @Override
  public void prepare(Scale scale) {
    portfolio = Portfolio.of(scale == Scale.FULL ? 1 : 20);
  }

  @Override
  public String workload() {
    return "options";
  }

  @Override
  public String kernel() {
    return "american";
  }

  @Override
  public Map<String, double[]> inputs() {
    return portfolio.columns();
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return profile.equals("SHARED")
        ? shared(portfolio, AmericanProfile.FAST)
        : each(portfolio, AmericanProfile.valueOf(profile));
  }

  /** A boundary for every option. */
  static double[] each(Portfolio p, AmericanProfile profile) {
    AmericanPricer pricer = AmericanPricer.of(profile);
    double[] out = new double[p.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = pricer.price(false, p.s()[i], 100, p.t()[i], p.r()[i], p.q()[i], p.v()[i]);
    }
    return out;
  }

  /** A boundary for every ten spots. */
  private static double[] shared(Portfolio p, AmericanProfile profile) {
    AmericanPricer pricer = AmericanPricer.of(profile);
    double[] out = new double[p.size()];
    for (int i = 0; i < out.length; i += Portfolio.SPOTS) {
      AmericanBoundary b = pricer.boundary(false, p.t()[i], p.r()[i], p.q()[i], p.v()[i]);
      for (int j = i; j < i + Portfolio.SPOTS; j++) {
        out[j] = b.price(p.s()[j], 100);
      }
    }
    return out;
  }
}
