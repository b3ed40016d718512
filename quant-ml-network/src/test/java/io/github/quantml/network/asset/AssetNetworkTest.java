// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.centrality.PathLengths;
import io.github.quantml.network.community.Leiden;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.JGraphTGraphs;
import io.github.quantml.network.graph.Partition;
import io.github.quantml.network.graph.PartitionDistance;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.alg.planar.BoyerMyrvoldPlanarityInspector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AssetNetworkTest {
  static AssetReturns simulated(int n, int periods, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[][] r = new double[n][periods];
    for (int t = 0; t < periods; t++) {
      double market = random.nextGaussian();
      double[] sector = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      for (int i = 0; i < n; i++) {
        r[i][t] = 0.5 * market + 0.6 * sector[i % 3] + random.nextGaussian();
      }
    }
    return AssetReturns.of(IntStream.range(0, n).mapToObj(i -> "A" + i).toList(), r);
  }

  /** Reference table, NumPy on the same returns. */
  @Test
  @Tag("data")
  void stocknet_has_the_known_correlations_and_tree() {
    AssetReturns returns = StockNet.returns();
    assertThat(returns.size()).isEqualTo(81);
    assertThat(returns.periods()).isEqualTo(1257);
    Correlations pearson = Correlations.pearson(returns);
    Correlations spearman = Correlations.spearman(returns);
    List<String> names = returns.names();
    assertThat(pearson.mean()).isCloseTo(.3228544179, within(1e-10));
    double[][] expected = {
      {.336798680680, .364961182146},
      {.791628073684, .766897752014},
      {.969202263372, .954903716789},
      {.663415757552, .685080724284}
    };
    String[][] pairs = {{"AAPL", "MSFT"}, {"XOM", "CVX"}, {"BHP", "BBL"}, {"KO", "PEP"}};
    for (int p = 0; p < pairs.length; p++) {
      int i = names.indexOf(pairs[p][0]);
      int j = names.indexOf(pairs[p][1]);
      assertThat(pearson.value(i, j)).isCloseTo(expected[p][0], within(1e-12));
      assertThat(spearman.value(i, j)).isCloseTo(expected[p][1], within(1e-12));
    }
    SpanningTree tree = SpanningTree.of(pearson);
    assertThat(tree.length()).isCloseTo(71.000096314384, within(1e-11));
    assertThat(tree.normalizedLength()).isCloseTo(.887501203930, within(1e-12));
    assertThat(tree.graph().degree(names.indexOf("HON"))).isEqualTo(9);
    assertThat(PathLengths.of(tree.graph()).diameter()).isEqualTo(19);
    Map<String, String> sectors = StockNet.sectors();
    assertThat(
            tree.graph().edges().stream()
                .filter(
                    e -> sectors.get(names.get(e.from())).equals(sectors.get(names.get(e.to()))))
                .count())
        .isEqualTo(51);
  }

  @Test
  @Tag("data")
  void filtered_graphs_of_stocknet_are_planar_and_hold_what_they_must() {
    Correlations pearson = Correlations.pearson(StockNet.returns());
    Pmfg pmfg = Pmfg.of(pearson);
    Tmfg tmfg = Tmfg.of(pearson);
    assertThat(pmfg.graph().edgeCount()).isEqualTo(3 * 79);
    assertThat(tmfg.graph().edgeCount()).isEqualTo(3 * 79);
    assertThat(planar(pmfg.graph())).isTrue();
    assertThat(planar(tmfg.graph())).isTrue();
    assertThat(SpanningTree.of(pearson).graph().edges())
        .allMatch(e -> pmfg.graph().hasEdge(e.from(), e.to()));
    // Both are heuristics for the same maximum; the construction edge by edge is the better one.
    assertThat(tmfg.graph().totalWeight() / pmfg.graph().totalWeight()).isBetween(0.9, 1.02);
    assertThat(tmfg.cliques()).hasSize(78);
    assertThat(tmfg.separators()).hasSize(77);
  }

  /**
   * Communities of the tree are nearer to the sectors than those of all correlations: a mutual
   * information of .626 and .379 by networkx' Louvain, which other algorithms meet only roughly.
   */
  @Test
  @Tag("data")
  void the_tree_shows_sectors_that_all_correlations_hide() {
    Correlations pearson = Correlations.pearson(StockNet.returns());
    Map<String, String> sectors = StockNet.sectors();
    List<String> kinds = sectors.values().stream().distinct().sorted().toList();
    Partition truth =
        Partition.of(
            pearson.names().stream().mapToInt(n -> kinds.indexOf(sectors.get(n))).toArray());
    assertThat(truth.size()).isEqualTo(9);
    var all = Graph.undirected(pearson.names());
    var tree = Graph.undirected(pearson.names());
    for (int i = 0; i < 81; i++) {
      for (int j = i + 1; j < 81; j++) {
        if (pearson.value(i, j) > 0) {
          all.edge(i, j, pearson.value(i, j));
        }
      }
    }
    SpanningTree.of(pearson)
        .graph()
        .edges()
        .forEach(e -> tree.edge(e.from(), e.to(), 1 / e.weight()));
    double raw = mutualInformation(truth, all.build());
    double filtered = mutualInformation(truth, tree.build());
    assertThat(raw).isBetween(0.2, 0.5);
    assertThat(filtered).isBetween(0.55, 0.7).isGreaterThan(raw + 0.1);
  }

  private static double mutualInformation(Partition truth, Graph graph) {
    return PartitionDistance.between(truth, Leiden.withDefaults().detect(graph).partition())
        .normalizedMutualInformation();
  }

  private static boolean planar(Graph graph) {
    return new BoyerMyrvoldPlanarityInspector<>(JGraphTGraphs.of(graph)).isPlanar();
  }

  /** Edges in random order, each kept exactly when the inspector of JGraphT would keep it. */
  @Property(tries = 150)
  void planarity_agrees_with_jgrapht(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 14) int n) {
    CounterRandom random = CounterRandom.of(seed);
    Planarity ours = new Planarity(n, 3 * n);
    var kept = Graph.undirected(n);
    int[] order = random.permutation(n * n);
    int edges = 0;
    for (int pair : order) {
      int u = pair / n;
      int v = pair % n;
      if (u >= v || edges >= 3 * n - 6) {
        continue;
      }
      var candidate = copy(kept.build(), n);
      boolean expected = planar(candidate.edge(u, v).build());
      assertThat(ours.addIfPlanar(u, v)).as("edge %d-%d of %d", u, v, n).isEqualTo(expected);
      if (expected) {
        kept.edge(u, v);
        edges++;
      }
    }
    assertThat(ours.edgeCount()).isEqualTo(edges);
  }

  private static io.github.quantml.network.graph.GraphBuilder copy(Graph graph, int n) {
    var out = Graph.undirected(n);
    graph.edges().forEach(e -> out.edge(e.from(), e.to()));
    return out;
  }

  @Property(tries = 40)
  void relabelled_assets_keep_tree_and_filtered_graphs(@ForAll long seed) {
    AssetReturns returns = simulated(14, 60, seed);
    int[] order = CounterRandom.of(seed).permutation(14);
    double[][] rows = new double[14][];
    String[] names = new String[14];
    for (int i = 0; i < 14; i++) {
      rows[order[i]] = returns.row(i);
      names[order[i]] = returns.names().get(i);
    }
    Correlations a = Correlations.pearson(returns);
    Correlations b = Correlations.pearson(AssetReturns.of(List.of(names), rows));
    assertThat(SpanningTree.of(b).length()).isCloseTo(SpanningTree.of(a).length(), within(1e-9));
    Graph pa = Pmfg.of(a).graph();
    Graph pb = Pmfg.of(b).graph();
    assertThat(pa.edges()).allMatch(e -> pb.hasEdge(order[e.from()], order[e.to()]));
    assertThat(Tmfg.of(b).graph().totalWeight())
        .isCloseTo(Tmfg.of(a).graph().totalWeight(), within(1e-9));
  }

  /**
   * scipy 1.17.1 linkage on the same distances, heights and sizes; HRP from López de Prado's text.
   */
  @Test
  @Tag("data")
  void clusters_and_weights_of_stocknet_agree_with_scipy() {
    AssetReturns all = StockNet.returns();
    double[][] rows = new double[12][];
    for (int i = 0; i < 12; i++) {
      rows[i] = all.row(i);
    }
    AssetReturns returns = AssetReturns.of(all.names().subList(0, 12), rows);
    Correlations correlations = Correlations.pearson(returns);
    double[][] heights = {
      {
        0.24818435336839823,
        0.8407525860219855,
        0.8809162036985563,
        0.9621989320649637,
        1.026595899710045,
        1.0299006261562327,
        1.031068040301047,
        1.086112044956886,
        1.1634027528500388,
        1.1795168905711206,
        1.180904680263289
      },
      {
        0.24818435336839823,
        0.8620043198136889,
        0.8809162036985563,
        0.9981706957687526,
        1.0806054757459356,
        1.1412951249063927,
        1.148028304557626,
        1.1953634903477126,
        1.2224594350421234,
        1.286550609008997,
        1.3912203136881827
      },
      {
        0.24818435336839823,
        0.8513784529178372,
        0.8809162036985563,
        0.9782367460686441,
        1.0536006877279904,
        1.0870616479228759,
        1.1441034455785242,
        1.17628028521452,
        1.1950550328225211,
        1.2149961473006599,
        1.2705841437264491
      },
      {
        0.24818435336839823,
        0.8809162036985563,
        0.9726659658387942,
        1.0880427083988782,
        1.1056221948279434,
        1.1499554896578996,
        1.2224594350421234,
        1.2310351927006404,
        1.2907168118659884,
        1.3733169488153185,
        1.5891780701518377
      }
    };
    Linkage[] linkages = {Linkage.SINGLE, Linkage.COMPLETE, Linkage.AVERAGE, Linkage.WARD};
    for (int l = 0; l < 4; l++) {
      Linkage linkage = linkages[l];
      var tree = HierarchicalClustering.of(correlations, linkage);
      for (int i = 0; i < 11; i++) {
        assertThat(tree.merges().get(i).height())
            .as("%s, merge %d", linkage, i)
            .isCloseTo(heights[l][i], within(1e-12));
      }
      assertThat(tree.cut(12).size()).isEqualTo(12);
      assertThat(tree.cut(1).size()).isEqualTo(1);
    }
    assertThat(HierarchicalClustering.of(correlations, Linkage.AVERAGE).cut(4).toString())
        .isEqualTo("[[0], [1, 5, 6, 7, 8, 9, 10, 11], [2], [3, 4]]");
    double[] weights = HierarchicalRiskParity.weights(returns);
    double[] expected = {
      0.0674633749875553,
      0.09546816411102788,
      0.20193418264716778,
      0.059734353611101215,
      0.050337540260422406,
      0.09794578035137787,
      0.04142626964693646,
      0.014426897413841134,
      0.13698085183127126,
      0.016988772150122126,
      0.0666724207932972,
      0.15062139219587936
    };
    for (int i = 0; i < 12; i++) {
      assertThat(weights[i]).isCloseTo(expected[i], within(1e-12));
    }
    assertThat(java.util.Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
  }

  /** NumPy: eigenvalues above the edge, and the filtered mean correlation. */
  @Test
  @Tag("data")
  void noise_is_filtered_as_random_matrix_theory_says() {
    Correlations pearson = Correlations.pearson(StockNet.returns());
    RandomMatrixFilter kept = RandomMatrixFilter.of(pearson);
    assertThat(kept.edge()).isCloseTo(1.572136455405322, within(1e-12));
    assertThat(kept.signals()).isEqualTo(6);
    assertThat(kept.marketShare()).isCloseTo(0.34163307389785486, within(1e-12));
    assertThat(kept.filtered().mean()).isCloseTo(0.3224079166560848, within(1e-10));
    RandomMatrixFilter without = RandomMatrixFilter.withoutMarket(pearson);
    assertThat(without.filtered().mean()).isCloseTo(-0.01196259047275325, within(1e-10));
    assertThat(without.filtered().value(3, 3)).isEqualTo(1);
  }

  @Test
  @Tag("data")
  void the_sparse_inverse_fits_the_correlations_it_was_made_of() {
    Correlations pearson = Correlations.pearson(StockNet.returns());
    Tmfg tmfg = Tmfg.of(pearson);
    PartialCorrelations sparse = PartialCorrelations.sparse(pearson, tmfg);
    PartialCorrelations full = PartialCorrelations.of(pearson);
    assertThat(sparse.graph(0).edges()).allMatch(e -> tmfg.graph().hasEdge(e.from(), e.to()));
    int n = pearson.size();
    int xom = pearson.names().indexOf("XOM");
    int cvx = pearson.names().indexOf("CVX");
    // NumPy: inverse of all 81.
    assertThat(full.value(xom, cvx)).isCloseTo(0.44777101215301673, within(1e-10));
    // A decomposable model keeps the given correlation of every pair that its graph links.
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    double[] back = new double[n * n];
    io.github.quantml.math.linalg.Cholesky.of(n, sparse.inverse()).solveInto(n, identity, back);
    tmfg.graph()
        .edges()
        .forEach(
            e ->
                assertThat(back[e.from() * n + e.to()])
                    .isCloseTo(pearson.value(e.from(), e.to()), within(1e-10)));
  }

  @Test
  void exponential_and_lagged_correlations_have_their_defined_values() {
    AssetReturns returns = simulated(4, 80, 7);
    // Equal weights in the limit of a long half-life.
    Correlations slow = Correlations.exponential(returns, 1e9);
    assertThat(slow.value(0, 3)).isCloseTo(Correlations.pearson(returns).value(0, 3), within(1e-7));
    assertThat(slow.observations()).isCloseTo(80, within(1e-6));
    // A series that repeats another two periods later.
    double[] leader = returns.row(0);
    double[] follower = new double[80];
    for (int t = 2; t < 80; t++) {
      follower[t] = leader[t - 2];
    }
    Correlations lagged =
        Correlations.lagged(
            AssetReturns.of(List.of("L", "F"), new double[][] {leader, follower}), 2);
    assertThat(lagged.value(0, 1)).isCloseTo(1, within(1e-12));
    assertThat(Math.abs(lagged.value(1, 0))).isLessThan(0.4);
  }

  @Test
  void a_crisis_shows_in_the_topology_and_nothing_later_changes_a_point() {
    CounterRandom random = CounterRandom.of(5);
    double[][] r = new double[10][600];
    for (int t = 0; t < 600; t++) {
      double market = (t >= 400 && t < 500 ? 3 : 0.6) * random.nextGaussian();
      for (double[] row : r) {
        row[t] = market + random.nextGaussian();
      }
    }
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "A" + i).toList();
    AssetReturns returns = AssetReturns.of(names, r);
    List<RollingTopology.Point> points = RollingTopology.of(returns, 60, 10);
    var calm = points.get(20);
    var crisis = points.stream().filter(p -> p.period() == 479).findFirst().orElseThrow();
    assertThat(crisis.meanCorrelation()).isGreaterThan(0.7);
    assertThat(calm.meanCorrelation()).isLessThan(0.5);
    assertThat(crisis.treeLength()).isLessThan(calm.treeLength());
    assertThat(crisis.stress()).isGreaterThan(0.9);
    List<RollingTopology.Point> shorter = RollingTopology.of(returns.window(0, 450), 60, 10);
    assertThat(points.subList(0, shorter.size())).isEqualTo(shorter);
  }

  @Test
  void bad_returns_name_asset_and_row() {
    List<String> names = List.of("A", "B");
    assertThatThrownBy(() -> AssetReturns.of(names, new double[][] {{1, 2, 3}, {1, Double.NaN, 3}}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("B: the return of row 1 must be finite, got NaN");
    assertThatThrownBy(() -> AssetReturns.of(names, new double[][] {{1, 2, 3}, {2, 2, 2}}))
        .hasMessage("B: all returns are 2.0, so it has no correlation");
    assertThatThrownBy(() -> AssetReturns.of(names, new double[][] {{1, 2, 3}, {2, 2}}))
        .hasMessage("B: has 2 returns where the first asset has 3");
    assertThatThrownBy(() -> AssetReturns.of(names, new double[][] {{1, 2}, {2, 3}}))
        .hasMessage("returns: periods: needs at least 3, got 2");
  }
}
