// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.network.community.Communities;
import io.github.quantml.network.community.Leiden;
import io.github.quantml.network.community.LeidenConfig;
import io.github.quantml.network.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups of traders who share more than chance: the communities of the pairs that a null model does
 * not explain.
 *
 * @param tests of all pairs
 * @param backbone graph of the pairs found
 * @param communities of the backbone; a trader without a link is alone
 */
public record TradingClusters(PairTests tests, Graph backbone, Communities communities) {

  /** With a false discovery rate of 5 %, Leiden's defaults, and draws that resolve one pair. */
  public static TradingClusters of(Incidence incidence, NullModel model) {
    return of(incidence, model, 0.05, 1, LeidenConfig.defaults());
  }

  /**
   * Finds clusters.
   *
   * @param level rate of false discoveries among the links, in (0, 1)
   * @param group links that must be found together for any to count; more than 1 needs fewer draws
   * @throws io.github.quantml.api.InsufficientDataException if the model has too few draws
   */
  public static TradingClusters of(
      Incidence incidence, NullModel model, double level, int group, LeidenConfig leiden) {
    PairTests tests = model.test(incidence);
    Graph backbone = tests.backbone(level, group);
    return new TradingClusters(tests, backbone, Leiden.of(leiden).detect(backbone));
  }

  /** The clusters of two traders or more, by name. */
  public List<List<String>> members() {
    List<List<String>> out = new ArrayList<>();
    for (int[] nodes : communities.partition().members()) {
      if (nodes.length > 1) {
        List<String> names = new ArrayList<>();
        for (int v : nodes) {
          names.add(backbone.names().get(v));
        }
        out.add(List.copyOf(names));
      }
    }
    return List.copyOf(out);
  }
}
