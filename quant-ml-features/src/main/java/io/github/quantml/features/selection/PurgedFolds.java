// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import java.util.Arrays;

/**
 * Cross-validation in contiguous folds. Training rows whose targets overlap the test fold's are
 * purged: those fewer than {@code overlap} rows before it or after it, and {@code embargo} more
 * after it.
 *
 * <p>Source: López de Prado (2018), Advances in financial machine learning, chapter 7.
 *
 * @param folds at least 2
 * @param embargo rows, at least 0
 */
public record PurgedFolds(int folds, int embargo) {
  public PurgedFolds {
    if (folds < 2 || embargo < 0) {
      throw new IllegalArgumentException(
          "purged folds: folds must be >= 2 and embargo >= 0, got " + folds + " and " + embargo);
    }
  }

  /** Five folds without embargo. */
  public static PurgedFolds defaults() {
    return new PurgedFolds(5, 0);
  }

  /** Rows of test fold {@code f} of {@code n}. */
  public int[] test(int f, int n) {
    int from = (int) ((long) n * f / folds);
    int to = (int) ((long) n * (f + 1) / folds);
    int[] rows = new int[to - from];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = from + i;
    }
    return rows;
  }

  /** Rows to train on for test fold {@code f} of {@code n}. */
  public int[] train(int f, int n, int overlap) {
    int from = (int) ((long) n * f / folds);
    int to = (int) ((long) n * (f + 1) / folds);
    int[] rows = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (i + overlap - 1 < from || i >= to + overlap - 1 + embargo) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }
}
