// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Keeps one feature of each group of correlated ones, the medoid, without looking at the target;
 * those of large groups come first.
 *
 * @param correlation least average |ρ| within a group, in (0, 1]
 */
public record MedoidSelector(double correlation) implements Selector {
  public MedoidSelector {
    if (!(correlation > 0 && correlation <= 1)) {
      throw new IllegalArgumentException("correlation: must be in (0, 1], got " + correlation);
    }
  }

  @Override
  public String name() {
    return "medoids of correlation clusters";
  }

  @Override
  public Ranking rank(SelectionData data, SelectionContext context) {
    CorrelationClusters clusters = CorrelationClusters.of(data, correlation);
    double[] scores = new double[data.features()];
    for (int label : clusters.labels()) {
      scores[clusters.medoids()[label]]++;
    }
    int[] chosen =
        IntStream.of(clusters.medoids())
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(k -> -scores[k]).thenComparingInt(k -> k))
            .mapToInt(k -> k)
            .toArray();
    return new Ranking(
        scores,
        null,
        chosen,
        OptionalDouble.empty(),
        "one of each group with average |correlation| of at least "
            + correlation
            + "; the target is not used");
  }
}
