// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.network;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.network.asset.Correlations;
import io.github.quantml.network.asset.Pmfg;
import io.github.quantml.network.asset.Tmfg;
import io.github.quantml.network.graph.Graph;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Planar graphs of correlations: PMFG of 81 assets, beside networkx, and TMFG of 500. */
public class FilteredGraph extends Comparison {
  /** Graph and number of assets. */
  @Param({"pmfg 81", "tmfg 500"})
  public String graph = "pmfg 81";

  private Correlations correlations = Graphs.correlations(4, 1);

  /** For JMH. */
  public FilteredGraph() {}

  @Override
  public void prepare(Scale scale) {
    int assets = scale == Scale.FULL ? Integer.parseInt(graph.substring(5)) : 12;
    correlations = Graphs.correlations(assets, 1);
  }

  @Override
  public String workload() {
    return "network";
  }

  @Override
  public String kernel() {
    return "filteredGraph";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("correlations", correlations.toArray());
  }

  /** Number and total weight of the edges. */
  @Override
  @Benchmark
  public double[] quantMl() {
    Graph found =
        graph.startsWith("pmfg") ? Pmfg.of(correlations).graph() : Tmfg.of(correlations).graph();
    return new double[] {found.edgeCount(), found.totalWeight()};
  }
}
