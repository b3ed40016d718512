// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a method says about each feature.
 *
 * @param scores one for each feature, larger is better
 * @param pValues one for each feature, null for a method without tests
 * @param chosen indices of the features to keep, best first
 * @param expectedFalseDiscoveries upper bound of the expected number of irrelevant ones among
 *     those, empty for a method that makes no such statement
 * @param statement what is promised, in one line
 */
public record Ranking(
    double[] scores,
    double @Nullable [] pValues,
    int[] chosen,
    OptionalDouble expectedFalseDiscoveries,
    String statement) {

  /** Features whose adjusted p-value is within the level, by p-value, then by score. */
  static Ranking byLevel(
      double[] scores, double[] pValues, FalseDiscovery control, double level, String tested) {
    double[] adjusted = control.adjust(pValues);
    int[] chosen =
        IntStream.range(0, scores.length)
            .filter(k -> adjusted[k] <= level)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(k -> pValues[k])
                    .thenComparingDouble(k -> -scores[k])
                    .thenComparingInt(k -> k))
            .mapToInt(k -> k)
            .toArray();
    return new Ranking(
        scores,
        pValues,
        chosen,
        OptionalDouble.of(level * chosen.length),
        "false discovery rate at most " + level + " (" + control + "); " + tested);
  }
}
