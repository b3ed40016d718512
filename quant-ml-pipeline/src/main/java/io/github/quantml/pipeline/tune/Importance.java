// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.api.InsufficientDataException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the objective's variance over the space each parameter explains by itself.
 *
 * <p>A forest of 64 regression trees is fitted to the complete trials; of each tree, which is
 * constant on boxes, the variance of each marginal mean over the uniform law on the space is exact,
 * and its share of the tree's variance is averaged. What no parameter explains alone is
 * interaction.
 *
 * <p>Source: Hutter, Hoos, Leyton-Brown (2014), An efficient approach for assessing hyperparameter
 * importance, ICML 31, section 3.
 *
 * @param shares by parameter, largest first
 * @param interactions the rest, of [0, 1]
 */
public record Importance(Map<String, Double> shares, double interactions) {
  private static final int LEAST_TRIALS = 10;

  public Importance {
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
  }

  static Importance of(Study study, long seed) {
    SearchSpace space = study.space();
    List<TrialResult> complete =
        study.trials().stream().filter(r -> r.state() == TrialState.COMPLETE).toList();
    if (complete.size() < LEAST_TRIALS) {
      throw new InsufficientDataException(
          "complete trials for importance", LEAST_TRIALS, complete.size());
    }
    double[][] points = new double[complete.size()][space.size()];
    double[] values = new double[points.length];
    for (int k = 0; k < points.length; k++) {
      values[k] = complete.get(k).value();
      for (int i = 0; i < space.size(); i++) {
        points[k][i] = space.get(i).unit(complete.get(k).values()[i]);
      }
    }
    double[] shares = VarianceForest.shares(points, values, seed);
    Map<String, Double> named = new LinkedHashMap<>();
    Integer[] order = new Integer[shares.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Arrays.sort(order, (a, b) -> Double.compare(shares[b], shares[a]));
    double sum = 0;
    for (int i : order) {
      named.put(space.get(i).name(), shares[i]);
      sum += shares[i];
    }
    return new Importance(named, Math.max(0, 1 - sum));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Importance:");
    shares.forEach((name, share) -> text.append("%n  %-24s %5.1f %%".formatted(name, 100 * share)));
    return text.append("%n  %-24s %5.1f %%".formatted("(interactions)", 100 * interactions))
        .toString();
  }
}
