// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.features.graph.Workers;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Adds features one by one, each the best by what it tells about the target beyond those before it.
 *
 * <ul>
 *   <li>mRMR: I(x; y) − mean over chosen s of I(x; s);
 *   <li>JMI: the sum over chosen s of I(x, s; y), which is I(x; y | s) up to a constant;
 *   <li>CMIM: the least I(x; y | s) over chosen s.
 * </ul>
 *
 * <p>It ends when the next feature tells nothing new: with s the chosen feature that explains most
 * of it away, the χ² test of independence of x and y given s, times the number of candidates
 * (Bonferroni), is not significant. The chance that a feature independent of the target comes first
 * is therefore at most the level.
 *
 * <p>Sources: Peng, Long, Ding (2005), IEEE TPAMI 27; Yang and Moody (1999); Fleuret (2004), JMLR
 * 5; the common view of Brown et al. (2012), JMLR 13.
 *
 * @param criterion what ranks the candidates
 * @param level of the test that ends the search, in (0, 1)
 * @param bins of features and target, at least 2
 */
public record GreedyInformationSelector(Criterion criterion, double level, int bins)
    implements Selector {

  /** What ranks the candidates. */
  public enum Criterion {
    MRMR,
    JMI,
    CMIM
  }

  public GreedyInformationSelector {
    FalseDiscovery.requireLevel(level);
    if (bins < 2) {
      throw new IllegalArgumentException("bins: must be >= 2, got " + bins);
    }
  }

  /** Three bins, level 0.05. */
  public static GreedyInformationSelector of(Criterion criterion) {
    return new GreedyInformationSelector(criterion, 0.05, 3);
  }

  @Override
  public String name() {
    return criterion + " with " + bins + " bins";
  }

  @Override
  public Ranking rank(SelectionData data, SelectionContext context) {
    try (Workers workers = Workers.of(context.threads())) {
      return new Search(data, workers).run(context.maxFeatures());
    }
  }

  private final class Search {
    private final SelectionData data;
    private final Workers workers;
    private final int m;
    private final int[] y;
    private final int[][] x;

    /** I(x; y), the sums that the criteria need, and the largest p-value of "tells nothing". */
    private final double[] relevance;

    private final double[] redundancy;
    private final double[] joint;
    private final double[] least;
    private final double[] pValues;
    private final boolean[] taken;

    Search(SelectionData data, Workers workers) {
      this.data = data;
      this.workers = workers;
      this.m = data.features();
      this.y = MutualInformation.bins(data.target(), bins);
      this.x = new int[m][];
      this.relevance = new double[m];
      this.redundancy = new double[m];
      this.joint = new double[m];
      this.least = new double[m];
      this.pValues = new double[m];
      this.taken = new boolean[m];
    }

    Ranking run(int most) {
      int[] none = new int[y.length];
      workers.each(
          m,
          k -> {
            x[k] = MutualInformation.bins(data.columns()[k], bins);
            MutualInformation.Table table = new MutualInformation.Table(x[k], y, none);
            relevance[k] = information(table);
            least[k] = relevance[k];
            pValues[k] = InformationSelector.pValue(table, y.length, data.overlap());
          });
      double[] alone = pValues.clone();
      double[] scores = relevance.clone();
      int[] chosen = new int[m];
      int count = 0;
      while (count < Math.min(m, most)) {
        int best = best(count);
        if (best < 0) {
          break;
        }
        taken[best] = true;
        scores[best] = criterion(best, count);
        chosen[count++] = best;
        update(best);
      }
      return new Ranking(
          scores,
          alone,
          Arrays.copyOf(chosen, count),
          OptionalDouble.empty(),
          "chance at most "
              + level
              + " that a feature independent of the target comes first; ends when the next tells"
              + " nothing beyond those before it");
    }

    private double information(MutualInformation.Table table) {
      return table.information - table.freedom / (2.0 * y.length);
    }

    private int best(int count) {
      int best = -1;
      for (int k = 0; k < m; k++) {
        if (!taken[k]
            && pValues[k] * (m - count) <= level
            && (best < 0 || criterion(k, count) > criterion(best, count))) {
          best = k;
        }
      }
      return best;
    }

    private double criterion(int k, int count) {
      if (count == 0) {
        return relevance[k];
      }
      return switch (criterion) {
        case MRMR -> relevance[k] - redundancy[k] / count;
        case JMI -> joint[k] / count;
        case CMIM -> least[k];
      };
    }

    private void update(int added) {
      int[] none = new int[y.length];
      workers.each(
          m,
          k -> {
            if (taken[k]) {
              return;
            }
            MutualInformation.Table given = new MutualInformation.Table(x[k], y, x[added]);
            redundancy[k] += information(new MutualInformation.Table(x[k], x[added], none));
            double information = information(given);
            joint[k] += information;
            least[k] = Math.min(least[k], information);
            pValues[k] =
                Math.max(pValues[k], InformationSelector.pValue(given, y.length, data.overlap()));
          });
    }
  }
}
