// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.Ranks;
import io.github.quantml.math.distribution.StandardNormal;
import java.util.Arrays;

/**
 * The signed-rank test of Wilcoxon (1945).
 *
 * <p>Differences of 0 are left out; tied ones share the mean of their ranks. Up to 50 differences
 * the law of the statistic given the ranks is exact, ties included, by counting over doubled ranks;
 * beyond it is normal, with the variance of the ranks at hand and a correction for continuity.
 */
final class SignedRank {
  private static final int MOST_EXACT = 50;

  private SignedRank() {}

  /** P(W⁺ ≥ observed) when signs are coins: small if the differences tend to be positive. */
  static double upperTail(double[] differences) {
    int n = 0;
    double[] sizes = new double[differences.length];
    boolean[] positive = new boolean[differences.length];
    for (double d : differences) {
      if (d != 0) {
        positive[n] = d > 0;
        sizes[n++] = Math.abs(d);
      }
    }
    if (n == 0) {
      return 1;
    }
    int[] doubled = doubledRanks(Arrays.copyOf(sizes, n));
    int observed = 0;
    for (int i = 0; i < n; i++) {
      observed += positive[i] ? doubled[i] : 0;
    }
    return n <= MOST_EXACT ? exact(doubled, observed) : normal(doubled, observed);
  }

  /** Twice the ranks: whole numbers, because ties share halves at most. */
  private static int[] doubledRanks(double[] sizes) {
    double[] ranks = Ranks.averageRanks(sizes);
    int[] doubled = new int[ranks.length];
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] = (int) Math.round(2 * ranks[i]);
    }
    return doubled;
  }

  /** Counts the sign patterns by their sum; all counts are whole and below 2⁵³. */
  private static double exact(int[] ranks, int observed) {
    int total = 0;
    for (int rank : ranks) {
      total += rank;
    }
    double[] counts = new double[total + 1];
    counts[0] = 1;
    for (int rank : ranks) {
      for (int s = total; s >= rank; s--) {
        counts[s] += counts[s - rank];
      }
    }
    double tail = 0;
    for (int s = observed; s <= total; s++) {
      tail += counts[s];
    }
    return Math.scalb(tail, -ranks.length);
  }

  private static double normal(int[] ranks, int observed) {
    double mean = 0;
    double variance = 0;
    for (int rank : ranks) {
      mean += rank / 2.0;
      variance += (double) rank * rank / 4;
    }
    // Doubled ranks move in steps of 2, so the correction is 1.
    return StandardNormal.survival((observed - mean - 1) / Math.sqrt(variance));
  }
}
