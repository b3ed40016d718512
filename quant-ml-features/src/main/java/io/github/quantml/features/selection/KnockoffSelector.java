// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.features.graph.Workers;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.regression.ElasticNet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;

/**
 * Model-X knockoffs: keeps features whose lasso coefficient exceeds that of a Gaussian copy which
 * knows nothing of the target, so that a feature that merely correlates with a relevant one is not
 * kept.
 *
 * <p>W = |b| − |b of the copy|; kept are W ≥ T with T the least t at which (1 + #{W ≤ −t})/#{W ≥ t}
 * is within the level ("knockoff+"). At level q nothing can be kept unless at least 1/q features
 * are. The penalty is c·√(2 ln(2m)/n) of standardised columns.
 *
 * <p>Exact for independent rows of Gaussian features; robust to moderate errors in their
 * distribution. Overlapping targets are not allowed for: thin the rows out first.
 *
 * <p>Sources: Candès, Fan, Janson, Lv (2018), JRSS B 80; Barber and Candès (2015), Annals of
 * Statistics 43.
 *
 * @param level false discovery rate, in (0, 1)
 * @param penalty c, positive
 */
public record KnockoffSelector(double level, double penalty) implements Selector {
  public KnockoffSelector {
    FalseDiscovery.requireLevel(level);
    if (!(penalty > 0 && penalty < 1e3)) {
      throw new IllegalArgumentException("penalty: must be > 0, got " + penalty);
    }
  }

  /** Penalty factor 0.5. */
  public static KnockoffSelector of(double level) {
    return new KnockoffSelector(level, 0.5);
  }

  @Override
  public String name() {
    return "Gaussian knockoffs";
  }

  @Override
  public Ranking rank(SelectionData data, SelectionContext context) {
    if (data.overlap() > 1) {
      throw new IllegalArgumentException(
          "overlap: knockoffs need targets that do not overlap, got "
              + data.overlap()
              + "; keep every "
              + data.overlap()
              + "th row");
    }
    int m = data.features();
    int n = data.rows();
    double[][] x = new double[2 * m][];
    for (int k = 0; k < m; k++) {
      x[k] = Association.standardised(data.columns()[k]);
    }
    try (Workers workers = Workers.of(context.threads())) {
      double[][] copies =
          GaussianKnockoffs.of(Arrays.copyOf(x, m), CounterRandom.of(context.seed()), workers);
      for (int k = 0; k < m; k++) {
        x[m + k] = Association.standardised(copies[k]);
      }
    }
    double lambda = penalty * Math.sqrt(2 * FastMath.log(2.0 * m) / n);
    double[] b =
        new ElasticNet(lambda, 1, false, 1e-6, 10_000)
            .fit(Association.standardised(data.target()), x)
            .coefficients();
    double[] w = new double[m];
    for (int k = 0; k < m; k++) {
      w[k] = Math.abs(b[k]) - Math.abs(b[m + k]);
    }
    double threshold = threshold(w, level);
    int[] chosen =
        IntStream.range(0, m)
            .filter(k -> w[k] >= threshold)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(k -> -w[k]).thenComparingInt(k -> k))
            .mapToInt(k -> k)
            .toArray();
    return new Ranking(
        w,
        null,
        chosen,
        OptionalDouble.of(level * chosen.length),
        "false discovery rate at most "
            + level
            + " (knockoff+), relevance given all other features");
  }

  static double threshold(double[] w, double level) {
    double[] sizes =
        Arrays.stream(w).map(Math::abs).filter(v -> v > 0).sorted().distinct().toArray();
    for (double t : sizes) {
      int kept = 0;
      int mirrored = 0;
      for (double value : w) {
        kept += value >= t ? 1 : 0;
        mirrored += value <= -t ? 1 : 0;
      }
      if (kept > 0 && (1.0 + mirrored) / kept <= level) {
        return t;
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
