// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.Feature;
import io.github.quantml.features.NanPolicy;
import io.github.quantml.features.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** Features of one source being listed. */
final class Listing {
  private final List<Feature> features = new ArrayList<>();

  /** A value that keeps the unit of prices or volumes. */
  void level(String name, String meaning, String source, Node node) {
    add(name, meaning, source, false, node);
  }

  /** A value without a unit. */
  void ratio(String name, String meaning, String source, Node node) {
    add(name, meaning, source, true, node);
  }

  private void add(String name, String meaning, String source, boolean scaleFree, Node node) {
    NanPolicy policy =
        switch (node.stability()) {
          case EXACT, EPSILON -> NanPolicy.WINDOW;
          case CONVERGING, CUMULATIVE -> NanPolicy.SKIP;
        };
    features.add(
        Feature.named(name, meaning).source(source).scaleFree(scaleFree).nan(policy).of(node));
  }

  List<Feature> features() {
    return features;
  }
}
