// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.cyclical.pattern.DtwSearch;
import io.github.quantml.cyclical.pattern.Match;
import java.util.Map;

/**
 * The window of a random walk nearest to a query under z-normalised, banded warping: its start and
 * its distance. Ours prepares the series anew each time, which peers do within the search.
 *
 * <p>A case is called length of the query x band.
 */
public abstract class SearchComparison extends CyclicalComparison {
  private double[] x = {};
  private double[] query = {};

  SearchComparison() {}

  /** Length of the query x band. */
  abstract String value();

  /** Length of the series. */
  abstract int length();

  @Override
  public void prepare(Scale scale) {
    x = walk(SyntheticSeries.gaussian(scale == Scale.FULL ? length() : 5_000, 1));
    query = walk(SyntheticSeries.gaussian(part(value(), 0), 2));
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("x", x, "query", query);
  }

  final double[] nearest() {
    DtwSearch search = DtwSearch.of(x, query.length, part(value(), 1));
    Match best = search.nearest(query, 1, 1, search.windows()).get(0);
    return new double[] {best.start(), best.distance()};
  }
}
