// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Why features were kept, and how many of them are likely there by chance.
 *
 * @param method name of the selector
 * @param tried number of features that competed: the number of tries that a deflated Sharpe ratio
 *     of a strategy on them has to count
 * @param scores one for each feature, in the order of the data
 * @param expectedFalseDiscoveries upper bound of the expected number of irrelevant features among
 *     the kept, empty for a method that makes no such statement
 * @param statement what the method promises
 */
public record SelectionReport(
    String method,
    int tried,
    List<FeatureScore> scores,
    OptionalDouble expectedFalseDiscoveries,
    String statement) {
  public SelectionReport {
    scores = List.copyOf(scores);
  }

  /** A table, best first. */
  @Override
  public String toString() {
    long kept = scores.stream().filter(FeatureScore::selected).count();
    StringBuilder out = new StringBuilder(method);
    out.append(": ").append(kept).append(" of ").append(tried).append(" features kept");
    if (expectedFalseDiscoveries.isPresent()) {
      out.append(
          String.format(
              Locale.ROOT,
              ", at most %.2f expected to be false",
              expectedFalseDiscoveries.getAsDouble()));
    }
    out.append("\n  ").append(statement).append('\n');
    scores.stream()
        .filter(FeatureScore::selected)
        .sorted(Comparator.comparingDouble(s -> -s.score()))
        .forEach(
            s ->
                out.append(
                    String.format(
                        Locale.ROOT,
                        "  %-32s %12.6g%s%n",
                        s.name(),
                        s.score(),
                        s.pValue().isPresent()
                            ? String.format(Locale.ROOT, "  p %.3g", s.pValue().getAsDouble())
                            : "")));
    return out.toString();
  }
}
