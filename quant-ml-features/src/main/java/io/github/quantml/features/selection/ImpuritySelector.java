// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.features.graph.Workers;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;

/**
 * Mean decrease of impurity: keeps features that a learner uses more than it would by chance.
 *
 * <p>Chance is what the same learner makes of the target turned around in time by random shifts;
 * importances of all features are pooled, so features should be of like kind (impurity favours
 * columns with many distinct values).
 *
 * <p>Source: Altmann et al. (2010), Permutation importance: a corrected feature importance measure,
 * Bioinformatics 26.
 *
 * @param learner what learns and says how much it used each feature
 * @param level false discovery rate by Benjamini-Hochberg, in (0, 1)
 * @param shifts how often chance is drawn, at least 5
 */
public record ImpuritySelector(Learner learner, double level, int shifts) implements Selector {
  public ImpuritySelector {
    FalseDiscovery.requireLevel(level);
    if (shifts < 5) {
      throw new IllegalArgumentException("shifts: must be >= 5, got " + shifts);
    }
  }

  /** Twenty shifts. */
  public static ImpuritySelector of(Learner learner, double level) {
    return new ImpuritySelector(learner, level, 20);
  }

  @Override
  public String name() {
    return "impurity importance";
  }

  @Override
  public Ranking rank(SelectionData data, SelectionContext context) {
    int m = data.features();
    CounterRandom root = CounterRandom.of(context.seed());
    double[][] drawn = new double[shifts + 1][];
    try (Workers workers = Workers.of(context.threads())) {
      workers.each(
          shifts + 1,
          b -> {
            CounterRandom random = root.split(b);
            long seed = random.nextLong();
            double[] y =
                b == 0 ? data.target() : Shifts.turned(data.target(), random, data.overlap());
            drawn[b] = learner.fit(data.columns(), y, seed).importances();
          });
    }
    double[] chance = new double[shifts * m];
    for (int b = 0; b < shifts; b++) {
      System.arraycopy(drawn[b + 1], 0, chance, b * m, m);
    }
    Arrays.sort(chance);
    double[] pValues = new double[m];
    for (int k = 0; k < m; k++) {
      int above = chance.length - InformationSelector.firstAtLeast(chance, drawn[0][k]);
      pValues[k] = (1.0 + above) / (1.0 + chance.length);
    }
    return Ranking.byLevel(
        drawn[0],
        pValues,
        FalseDiscovery.BENJAMINI_HOCHBERG,
        level,
        "against " + shifts + " forests on shifted targets");
  }
}
