// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.options.american.AmericanPricer;
import io.github.quantml.options.american.AmericanProfile;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** American puts on a grid of spots, rates, yields, volatilities and expiries. */
public class AmericanPuts extends Comparison {
  /** How many options; the profile is FAST. */
  @Param("600")
  public int options;

  private double[] s = new double[0];
  private double[] t = s;
  private double[] r = s;
  private double[] q = s;
  private double[] v = s;

  /** For JMH. */
  public AmericanPuts() {}

  @Override
  public void prepare(Scale scale) {
    int n = scale == Scale.FULL ? options : 60;
    s = new double[n];
    t = new double[n];
    r = new double[n];
    q = new double[n];
    v = new double[n];
    for (int i = 0; i < n; i++) {
      s[i] = 80 + 8 * (i % 6);
      t[i] = 73 * (1 + i % 4) / 365.0;
      r[i] = 0.02 * (1 + i % 5);
      q[i] = 0.04 * (i / 5 % 4);
      v[i] = 0.1 * (1 + i / 20 % 6);
    }
  }

  @Override
  public String workload() {
    return "options";
  }

  @Override
  public String kernel() {
    return "americanFast";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("s", s, "t", t, "r", r, "q", q, "v", v);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    AmericanPricer pricer = AmericanPricer.of(AmericanProfile.FAST);
    double[] out = new double[s.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = pricer.price(false, s[i], 100, t[i], r[i], q[i], v[i]);
    }
    return out;
  }
}
