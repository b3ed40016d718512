// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.network;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.trading.FixedDegree;
import io.github.quantml.network.trading.Incidence;
import io.github.quantml.network.trading.PairTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The null model of fixed degrees for a matrix of the shape of the Senate's purchases: 18 traders
 * with 5 to 300 of 646 instruments, popular ones more often. There is no peer on the JVM or in
 * Python; the R package backbone is not run here.
 */
public class FixedDegreeCase extends Comparison {
  /** Draws. */
  @Param("10000")
  public int draws;

  private Incidence incidence = Incidence.of(List.of(), List.of(), new int[0][]);

  /** For JMH. */
  public FixedDegreeCase() {}

  @Override
  public void prepare(Scale scale) {
    CounterRandom random = CounterRandom.of(1);
    int traders = scale == Scale.FULL ? 18 : 6;
    int items = scale == Scale.FULL ? 646 : 40;
    int[][] rows = new int[traders][];
    for (int i = 0; i < traders; i++) {
      double eager = (i + 1.0) / traders * 0.35;
      rows[i] =
          IntStream.range(0, items)
              .filter(a -> random.nextDouble() < eager * Math.min(1, 30.0 / (a + 10)) + 0.02)
              .toArray();
    }
    incidence =
        Incidence.of(
            IntStream.range(0, traders).mapToObj(i -> "T" + i).toList(),
            IntStream.range(0, items).mapToObj(a -> "I" + a).toList(),
            rows);
  }

  @Override
  public String workload() {
    return "network";
  }

  @Override
  public String kernel() {
    return "fixedDegree";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("traders", new double[] {incidence.traders().size()});
  }

  /** Expected shared items by pair. */
  @Override
  @Benchmark
  public double[] quantMl() {
    return FixedDegree.of(draws).test(incidence).tests().stream()
        .mapToDouble(PairTest::expected)
        .toArray();
  }
}
