// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.features.graph.Workers;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.regression.ElasticNet;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Stability selection: keeps features that the lasso picks in a large share of random halves of the
 * rows.
 *
 * <p>In each half at most q features count, those of the largest standardised coefficients. With
 * the share asked for π &gt; ½ and m features the expected number of wrongly kept ones is at most
 * q²/((2π − 1)m), if irrelevant features are exchangeable; q follows from the number allowed.
 * Halves are complementary pairs, of blocks as long as targets overlap.
 *
 * <p>Sources: Meinshausen and Bühlmann (2010), Stability selection, JRSS B 72, theorem 1; Shah and
 * Samworth (2013), JRSS B 75, for complementary pairs.
 *
 * @param falseAllowed expected number of wrongly kept features, positive
 * @param share π, in (0.5, 1]
 * @param pairs of halves, at least 10
 */
public record StabilitySelector(double falseAllowed, double share, int pairs) implements Selector {
  private static final double TOLERANCE = 1e-5;
  private static final int SWEEPS = 10_000;

  public StabilitySelector {
    if (!(falseAllowed > 0 && falseAllowed < 1e6) || !(share > 0.5 && share <= 1) || pairs < 10) {
      throw new IllegalArgumentException(
          "stability: falseAllowed must be > 0, share in (0.5, 1] and pairs >= 10, got "
              + falseAllowed
              + ", "
              + share
              + " and "
              + pairs);
    }
  }

  /** A share of 0.75 in 50 pairs. */
  public static StabilitySelector of(double falseAllowed) {
    return new StabilitySelector(falseAllowed, 0.75, 50);
  }

  @Override
  public String name() {
    return "stability selection";
  }

  @Override
  public Ranking rank(SelectionData data, SelectionContext context) {
    int m = data.features();
    int q = (int) Math.max(1, Math.min(m, Math.sqrt(falseAllowed * (2 * share - 1) * m)));
    CounterRandom root = CounterRandom.of(context.seed());
    boolean[][] picked = new boolean[2 * pairs][];
    double lambda = lambda(data, q);
    try (Workers workers = Workers.of(context.threads())) {
      workers.each(
          pairs,
          p -> {
            boolean[] half = half(data, root.split(p));
            picked[2 * p] = pick(data, half, true, lambda, q);
            picked[2 * p + 1] = pick(data, half, false, lambda, q);
          });
    }
    double[] scores = new double[m];
    for (boolean[] one : picked) {
      for (int k = 0; k < m; k++) {
        scores[k] += one[k] ? 0.5 / pairs : 0;
      }
    }
    int[] chosen =
        IntStream.range(0, m)
            .filter(k -> scores[k] >= share - 1e-12)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(k -> -scores[k]).thenComparingInt(k -> k))
            .mapToInt(k -> k)
            .toArray();
    double bound = (double) q * q / ((2 * share - 1) * m);
    return new Ranking(
        scores,
        null,
        chosen,
        OptionalDouble.of(bound),
        "expected number of irrelevant features at most "
            + bound
            + "; share at least "
            + share
            + " of "
            + 2 * pairs
            + " halves, "
            + q
            + " features each");
  }

  /** The largest penalty on a grid at which the lasso of all rows keeps at least q features. */
  private static double lambda(SelectionData data, int q) {
    double[][] x = new double[data.features()][];
    for (int k = 0; k < x.length; k++) {
      x[k] = Association.standardised(data.columns()[k]);
    }
    double[] y = Association.standardised(data.target());
    double largest = ElasticNet.lambdaMax(y, x);
    double lambda = largest;
    for (int step = 1; step <= 24; step++) {
      lambda *= 0.88;
      if (lasso(lambda).fit(y, x).activeSize() >= Math.min(q, x.length)) {
        break;
      }
    }
    return lambda;
  }

  private static ElasticNet lasso(double lambda) {
    return new ElasticNet(lambda, 1, false, TOLERANCE, SWEEPS);
  }

  private static boolean[] half(SelectionData data, CounterRandom random) {
    int n = data.rows();
    int length = Math.min(data.overlap(), Math.max(1, n / 20));
    int blocks = (n + length - 1) / length;
    int[] order = random.permutation(blocks);
    boolean[] half = new boolean[n];
    for (int b = 0; b < blocks / 2; b++) {
      for (int i = order[b] * length; i < Math.min(n, (order[b] + 1) * length); i++) {
        half[i] = true;
      }
    }
    return half;
  }

  private static boolean[] pick(
      SelectionData data, boolean[] half, boolean side, double lambda, int q) {
    int[] rows = IntStream.range(0, half.length).filter(i -> half[i] == side).toArray();
    int m = data.features();
    double[][] x = new double[m][];
    for (int k = 0; k < m; k++) {
      double[] part = SelectionData.pick(data.columns()[k], rows);
      x[k] =
          SelectionData.isConstant(part) ? new double[rows.length] : Association.standardised(part);
    }
    double[] y = SelectionData.pick(data.target(), rows);
    boolean[] picked = new boolean[m];
    if (SelectionData.isConstant(y)) {
      return picked;
    }
    double[] b = lasso(lambda).fit(Association.standardised(y), x).coefficients();
    IntStream.range(0, m)
        .filter(k -> b[k] != 0)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(k -> -Math.abs(b[k])).thenComparingInt(k -> k))
        .limit(q)
        .forEach(k -> picked[k] = true);
    return picked;
  }
}
