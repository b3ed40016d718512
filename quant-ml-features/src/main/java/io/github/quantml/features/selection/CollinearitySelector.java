// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Drops the feature of the largest variance inflation factor, again and again, until none exceeds
 * the limit; the target is not used.
 *
 * @param limit largest factor kept, greater than 1
 */
public record CollinearitySelector(double limit) implements Selector {
  private static final double SINGULAR = 1e-10;

  public CollinearitySelector {
    if (!(limit > 1)) {
      throw new IllegalArgumentException("limit: must be > 1, got " + limit);
    }
  }

  /** The customary limit of 10. */
  public static CollinearitySelector withDefaults() {
    return new CollinearitySelector(10);
  }

  @Override
  public String name() {
    return "variance inflation at most " + limit;
  }

  @Override
  public Ranking rank(SelectionData data, SelectionContext context) {
    int m = data.features();
    double[] rho = Collinearity.correlations(data);
    boolean[] kept = new boolean[m];
    double[] inverse = inverse(rho, m, kept);
    while (true) {
      int worst = -1;
      for (int k = 0; k < m; k++) {
        if (kept[k]
            && inverse[k * m + k] > limit
            && (worst < 0 || inverse[k * m + k] > inverse[worst * m + worst])) {
          worst = k;
        }
      }
      if (worst < 0) {
        break;
      }
      kept[worst] = false;
      remove(inverse, m, worst);
    }
    double[] scores = new double[m];
    for (int k = 0; k < m; k++) {
      scores[k] = kept[k] ? 1 / inverse[k * m + k] : 0;
    }
    int[] chosen =
        IntStream.range(0, m)
            .filter(k -> kept[k])
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(k -> -scores[k]).thenComparingInt(k -> k))
            .mapToInt(k -> k)
            .toArray();
    return new Ranking(
        scores,
        null,
        chosen,
        OptionalDouble.empty(),
        "no kept feature has a variance inflation above " + limit + "; the target is not used");
  }

  /**
   * The inverse correlation matrix of the columns that earlier ones do not imply, which are marked
   * as kept: a sweep over each pivot that is not singular.
   */
  private static double[] inverse(double[] rho, int m, boolean[] kept) {
    double[] a = rho.clone();
    for (int p = 0; p < m; p++) {
      double pivot = a[p * m + p];
      if (pivot <= SINGULAR) {
        continue;
      }
      kept[p] = true;
      for (int i = 0; i < m; i++) {
        double factor = a[i * m + p] / pivot;
        if (i == p || factor == 0) {
          continue;
        }
        for (int j = 0; j < m; j++) {
          if (j != p) {
            a[i * m + j] -= factor * a[p * m + j];
          }
        }
        a[i * m + p] = -factor;
      }
      for (int j = 0; j < m; j++) {
        a[p * m + j] /= pivot;
      }
      a[p * m + p] = 1 / pivot;
    }
    return a;
  }

  /** Takes a variable out of the inverse of a matrix. */
  private static void remove(double[] inverse, int m, int out) {
    double pivot = inverse[out * m + out];
    double[] row = Arrays.copyOfRange(inverse, out * m, (out + 1) * m);
    for (int i = 0; i < m; i++) {
      double factor = inverse[i * m + out] / pivot;
      for (int j = 0; j < m; j++) {
        inverse[i * m + j] -= factor * row[j];
      }
    }
  }
}
