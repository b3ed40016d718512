// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.logReturn;
import static io.github.quantml.features.graph.Columns.mean;
import static io.github.quantml.features.graph.Columns.std;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.graph.Cross;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The family {@code cross_section}: an instrument's place among those of its panel at the same bar.
 * Where the data bring a column {@code group} (a sector number), also within its group.
 */
public final class CrossSection {
  private CrossSection() {}

  public static FeatureFamily family() {
    Node close = Inputs.close();
    Map<String, Node> signals = new LinkedHashMap<>();
    signals.put("reversal_5", logReturn(close, 5));
    signals.put("momentum_21", logReturn(close, 21));
    signals.put("momentum_126", logReturn(close, 126));
    signals.put("volatility_21", std(logReturn(close, 1), 21));
    signals.put("volume_surge_21", divide(Inputs.volume(), mean(Inputs.volume(), 21)));
    List<Feature> out = new ArrayList<>();
    signals.forEach(
        (name, node) -> {
          out.add(
              feature("xs_rank_" + name, "rank among instruments of " + name, Cross.rank(node)));
          out.add(
              feature("xs_z_" + name, "z-score among instruments of " + name, Cross.zScore(node)));
          out.add(feature("xs_demeaned_" + name, name + " less the mean", Cross.demean(node)));
          out.add(
              feature(
                  "xs_neutral_" + name,
                  name + " less the mean of the instruments of its group",
                  Cross.neutralise(node, Node.input("group"))));
        });
    return new FeatureFamily("cross_section", "Place among instruments", out);
  }

  private static Feature feature(String name, String meaning, Node node) {
    return Feature.named(name, meaning).source("own definition").scaleFree().of(node);
  }
}
