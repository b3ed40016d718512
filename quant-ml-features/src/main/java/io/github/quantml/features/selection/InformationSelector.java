// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.features.graph.Workers;
import io.github.quantml.math.distribution.ChiSquared;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;

/**
 * Keeps features whose mutual information with the target is significant, whatever the shape of the
 * relation.
 *
 * <p>Binned: 2n/overlap times the plug-in information of equal-count bins is χ² without a relation;
 * dividing by the overlap allows for targets that share rows. KSG: compared with features against
 * the target turned around in time by a random shift, which keeps both columns' own dependence; the
 * draws of all features are pooled, as the estimate uses ranks only.
 *
 * @param estimator how the information is estimated
 * @param level false discovery rate by Benjamini-Hochberg, in (0, 1)
 * @param bins of the binned estimate, at least 2
 * @param neighbours k of KSG, at least 1
 * @param shifts draws of the null distribution of KSG, at least 99
 */
public record InformationSelector(
    Estimator estimator, double level, int bins, int neighbours, int shifts) implements Selector {

  /** How mutual information is estimated. */
  public enum Estimator {
    BINNED,
    KSG
  }

  public InformationSelector {
    FalseDiscovery.requireLevel(level);
    if (bins < 2 || neighbours < 1 || shifts < 99) {
      throw new IllegalArgumentException(
          "information: bins must be >= 2, neighbours >= 1 and shifts >= 99, got "
              + bins
              + ", "
              + neighbours
              + " and "
              + shifts);
    }
  }

  /** Four bins each. */
  public static InformationSelector binned(double level) {
    return new InformationSelector(Estimator.BINNED, level, 4, 25, 5000);
  }

  /**
   * 25 neighbours, as weak relations need a small variance more than a small bias; 5,000 shifts.
   */
  public static InformationSelector ksg(double level) {
    return new InformationSelector(Estimator.KSG, level, 4, 25, 5000);
  }

  public InformationSelector withShifts(int value) {
    return new InformationSelector(estimator, level, bins, neighbours, value);
  }

  @Override
  public String name() {
    return "mutual information " + estimator;
  }

  @Override
  public Ranking rank(SelectionData data, SelectionContext context) {
    double[] scores = new double[data.features()];
    double[] pValues = new double[data.features()];
    try (Workers workers = Workers.of(context.threads())) {
      if (estimator == Estimator.BINNED) {
        byBins(data, workers, scores, pValues);
      } else {
        byNeighbours(data, context, workers, scores, pValues);
      }
    }
    return Ranking.byLevel(
        scores,
        pValues,
        FalseDiscovery.BENJAMINI_HOCHBERG,
        level,
        estimator == Estimator.BINNED ? bins + " equal-count bins" : shifts + " random shifts");
  }

  private void byBins(SelectionData data, Workers workers, double[] scores, double[] pValues) {
    int[] y = MutualInformation.bins(data.target(), bins);
    workers.each(
        scores.length,
        k -> {
          int[] x = MutualInformation.bins(data.columns()[k], bins);
          MutualInformation.Table table = new MutualInformation.Table(x, y, new int[y.length]);
          scores[k] = table.information - table.freedom / (2.0 * y.length);
          pValues[k] = pValue(table, y.length, data.overlap());
        });
  }

  /** The upper tail of the likelihood-ratio statistic of (conditional) independence. */
  static double pValue(MutualInformation.Table table, int n, int overlap) {
    return table.freedom == 0
        ? 1
        : ChiSquared.survival(2.0 * n / overlap * table.information, table.freedom);
  }

  private void byNeighbours(
      SelectionData data,
      SelectionContext context,
      Workers workers,
      double[] scores,
      double[] pValues) {
    int n = data.rows();
    int m = data.features();
    double[] psi = MutualInformation.digammas(n);
    int[] y = MutualInformation.places(data.target());
    int[][] x = new int[m][];
    workers.each(
        m,
        k -> {
          x[k] = MutualInformation.places(data.columns()[k]);
          scores[k] = MutualInformation.ksg(x[k], y, psi, neighbours);
        });
    double[] chance = new double[shifts];
    CounterRandom root = CounterRandom.of(context.seed());
    workers.each(
        shifts,
        b -> {
          CounterRandom random = root.split(b);
          int feature = random.nextInt(m);
          chance[b] =
              MutualInformation.ksg(
                  x[feature], Shifts.turned(y, random, data.overlap()), psi, neighbours);
        });
    Arrays.sort(chance);
    for (int k = 0; k < m; k++) {
      int above = shifts - firstAtLeast(chance, scores[k]);
      pValues[k] = (1.0 + above) / (1.0 + shifts);
    }
  }

  static int firstAtLeast(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
