// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.GraphBuilder;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * How alike two traders are, without a null model: descriptions, not evidence. A pair that shares
 * nothing has no edge.
 */
public final class Similarity {
  /** A measure of shared items. */
  public enum Measure {
    /** Number of shared items: what a naive co-trading graph uses. */
    SHARED,
    /** Shared over all items of both (Jaccard 1901). */
    JACCARD,
    /** Shared over the root of the product of the degrees. */
    COSINE,
    /** Sum over shared items of 1/ln(traders of the item) (Adamic and Adar 2003). */
    ADAMIC_ADAR
  }

  private Similarity() {}

  /** The graph of a measure. */
  public static Graph of(Incidence incidence, Measure measure) {
    int n = incidence.traders().size();
    int[] popularity = incidence.popularity();
    GraphBuilder out = Graph.undirected(incidence.traders());
    for (int i = 0; i < n; i++) {
      boolean[] has = new boolean[popularity.length];
      for (int item : incidence.row(i)) {
        has[item] = true;
      }
      for (int j = i + 1; j < n; j++) {
        int shared = 0;
        double rare = 0;
        for (int item : incidence.row(j)) {
          if (has[item]) {
            shared++;
            // Two traders have it, so the logarithm is at least ln 2.
            rare += 1 / FastMath.log(popularity[item]);
          }
        }
        if (shared > 0) {
          double a = incidence.degree(i);
          double b = incidence.degree(j);
          out.edge(
              i,
              j,
              switch (measure) {
                case SHARED -> shared;
                case JACCARD -> shared / (a + b - shared);
                case COSINE -> shared / Math.sqrt(a * b);
                case ADAMIC_ADAR -> rare;
              });
        }
      }
    }
    return out.build();
  }

  /**
   * Sums exp(−days between/scale) over all trades of two traders in one instrument and direction.
   *
   * @param scale days, above 0
   */
  public static Graph timeDecayed(TradeFilings filings, double scale) {
    requireScale(scale);
    return kernels(filings, scale, Double.POSITIVE_INFINITY, false);
  }

  /**
   * The directed graph of who trades first: sums exp(−days/scale) over trades of the target that
   * come at least one day and at most some days after a trade of the source in the same instrument
   * and direction.
   *
   * @param scale days, above 0
   * @param mostDays longest lag, at least 1
   */
  public static Graph leadLag(TradeFilings filings, double scale, int mostDays) {
    requireScale(scale);
    if (mostDays < 1) {
      throw new IllegalArgumentException("mostDays: must be at least 1, got " + mostDays);
    }
    return kernels(filings, scale, mostDays, true);
  }

  private static void requireScale(double scale) {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("scale: must be above 0, got " + scale);
    }
  }

  private static Graph kernels(TradeFilings filings, double scale, double most, boolean directed) {
    List<String> traders =
        filings.trades().stream().map(FiledTrade::filer).distinct().sorted().toList();
    int n = traders.size();
    double[] sum = new double[n * n];
    for (List<FiledTrade> same : TradeGroups.byInstrumentAndSide(filings)) {
      for (FiledTrade a : same) {
        int i = traders.indexOf(a.filer());
        for (FiledTrade b : same) {
          int j = traders.indexOf(b.filer());
          double lag = b.traded().toEpochDay() - a.traded().toEpochDay();
          boolean counts = directed ? lag >= 1 && lag <= most : i < j;
          if (i != j && counts) {
            sum[i * n + j] += FastMath.exp(-Math.abs(lag) / scale);
          }
        }
      }
    }
    GraphBuilder out = directed ? Graph.directed(traders) : Graph.undirected(traders);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (sum[i * n + j] > 0) {
          out.edge(i, j, sum[i * n + j]);
        }
      }
    }
    return out.build();
  }
}
