// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.features.graph.Workers;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.stats.StationaryBootstrap;
import org.apache.commons.math3.util.FastMath;

/**
 * Keeps features whose linear relation to the target is significant by itself.
 *
 * <p>HAC: Student's t of the correlation with the long-run variance by cosines (Lazarus et al.
 * 2018), which keeps its level also far out in the tail. Bootstrap: the share of resamples of the
 * centred products of both columns, in blocks of max(n^(1/3), twice the overlap) rows on average,
 * whose t statistic, with an error from batches of as many rows, is as far from 0; its smallest
 * p-value is 1/(resamples + 1), so resamples must exceed features/level for a lone discovery.
 *
 * @param test how p-values are computed
 * @param control how they are adjusted
 * @param level false discovery rate, in (0, 1)
 * @param resamples of the bootstrap, at least 99
 */
public record UnivariateSelector(Test test, FalseDiscovery control, double level, int resamples)
    implements Selector {
  private static final int DEFAULT_RESAMPLES = 4999;

  /** How p-values are computed. */
  public enum Test {
    HAC,
    BLOCK_BOOTSTRAP
  }

  public UnivariateSelector {
    FalseDiscovery.requireLevel(level);
    if (resamples < 99) {
      throw new IllegalArgumentException("resamples: must be >= 99, got " + resamples);
    }
  }

  /** P-values robust to heteroskedasticity and autocorrelation, Benjamini-Hochberg. */
  public static UnivariateSelector hac(double level) {
    return new UnivariateSelector(
        Test.HAC, FalseDiscovery.BENJAMINI_HOCHBERG, level, DEFAULT_RESAMPLES);
  }

  /** Block-bootstrap p-values, Benjamini-Hochberg. */
  public static UnivariateSelector bootstrap(double level) {
    return new UnivariateSelector(
        Test.BLOCK_BOOTSTRAP, FalseDiscovery.BENJAMINI_HOCHBERG, level, DEFAULT_RESAMPLES);
  }

  public UnivariateSelector withControl(FalseDiscovery value) {
    return new UnivariateSelector(test, value, level, resamples);
  }

  public UnivariateSelector withResamples(int value) {
    return new UnivariateSelector(test, control, level, value);
  }

  @Override
  public String name() {
    return "univariate " + test + " " + control;
  }

  @Override
  public Ranking rank(SelectionData data, SelectionContext context) {
    int n = data.rows();
    int m = data.features();
    Association robust = Association.of(n, data.overlap());
    double[] y = Association.standardised(data.target());
    double[] scores = new double[m];
    double[] pValues = new double[m];
    int batch = batch(n, data.overlap());
    int[][] draws = test == Test.HAC ? new int[0][] : draws(n, data.overlap(), context);
    try (Workers workers = Workers.of(context.threads())) {
      workers.each(
          m,
          k -> {
            double[] x = Association.standardised(data.columns()[k]);
            double t = robust.correlationT(x, y);
            scores[k] = Math.abs(t);
            pValues[k] = test == Test.HAC ? robust.twoSided(t) : resampled(x, y, draws, batch);
          });
    }
    return Ranking.byLevel(
        scores,
        pValues,
        control,
        level,
        test == Test.HAC
            ? "correlation with errors from " + robust.freedom() + " cosines"
            : resamples + " resamples in blocks");
  }

  /** Rows of a batch and, on average, of a block: longer than what overlapping targets share. */
  private static int batch(int n, int overlap) {
    return (int) Math.ceil(Math.max(FastMath.cbrt(n), 2.0 * overlap));
  }

  /** One set of resamples for all features keeps their dependence and costs less. */
  private int[][] draws(int n, int overlap, SelectionContext context) {
    StationaryBootstrap blocks = StationaryBootstrap.of(batch(n, overlap));
    CounterRandom root = CounterRandom.of(context.seed());
    int[][] draws = new int[resamples][];
    for (int b = 0; b < resamples; b++) {
      draws[b] = blocks.indices(n, root.split(b));
    }
    return draws;
  }

  /**
   * The share of resamples whose t statistic is as far from 0. Its error comes from the sums of
   * batches of rows that are longer than the overlap, in the sample and in each resample alike, so
   * what batches miss of the dependence is missed on both sides.
   */
  private static double resampled(double[] x, double[] y, int[][] draws, int batch) {
    int n = x.length;
    double mean = Association.correlation(x, y);
    double[] product = new double[n];
    for (int i = 0; i < n; i++) {
      product[i] = x[i] * y[i];
    }
    double observed = mean * n * mean * n / batchSquares(product, batch);
    for (int i = 0; i < n; i++) {
      product[i] -= mean;
    }
    int farther = 0;
    double[] drawn = new double[n];
    for (int[] draw : draws) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        drawn[i] = product[draw[i]];
        sum += drawn[i];
      }
      farther += sum * sum >= observed * batchSquares(drawn, batch) ? 1 : 0;
    }
    return (1.0 + farther) / (1.0 + draws.length);
  }

  private static double batchSquares(double[] u, int batch) {
    double squares = 0;
    for (int from = 0; from < u.length; from += batch) {
      double sum = 0;
      int to = Math.min(u.length, from + batch);
      for (int i = from; i < to; i++) {
        sum += u[i];
      }
      squares += sum * sum;
    }
    return squares;
  }
}
