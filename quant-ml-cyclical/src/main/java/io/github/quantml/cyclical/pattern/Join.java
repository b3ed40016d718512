// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The best partners of the windows of two series.
 *
 * @param byRow best column of every row
 * @param byColumn best row of every column
 */
record Join(Best byRow, Best byColumn) {
  /** Compares at lags {@code from … to − 1}; stripes go to the parts in turn. */
  static Join all(
      WindowColumns rows, WindowColumns columns, int from, int to, Executor executor, int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("parts: must be at least 1, got " + parts);
    }
    List<CompletableFuture<Join>> futures = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int offset = part;
      futures.add(
          CompletableFuture.supplyAsync(
              () -> stripes(rows, columns, from, to, offset, parts), executor));
    }
    Join join = new Join(new Best(rows.windows), new Best(columns.windows));
    for (CompletableFuture<Join> future : futures) {
      Join part = joined(future);
      join.byRow.merge(part.byRow, rows.windows);
      join.byColumn.merge(part.byColumn, columns.windows);
    }
    return join;
  }

  private static Join joined(CompletableFuture<Join> future) {
    try {
      return future.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private static Join stripes(
      WindowColumns rows, WindowColumns columns, int from, int to, int offset, int parts) {
    Join join = new Join(new Best(rows.windows), new Best(columns.windows));
    DiagonalTile tile = new DiagonalTile(rows, columns);
    int count = (to - from + DiagonalTile.WIDTH - 1) / DiagonalTile.WIDTH;
    for (int k = count - 1 - offset; k >= 0; k -= parts) {
      int first = from + k * DiagonalTile.WIDTH;
      tile.walk(first, Math.min(to, first + DiagonalTile.WIDTH), join.byRow, join.byColumn);
    }
    return join;
  }

  /** Adds the pairs with a constant window, which have no correlation, of one series. */
  void compareFlat(WindowColumns columns, int firstLag) {
    for (int i = 0; i < columns.windows; i++) {
      for (int j = i + firstLag; j < columns.windows; j++) {
        if (columns.flat[i] || columns.flat[j]) {
          compareFlat(columns, i, columns, j);
        }
      }
    }
  }

  /** The same for two series. */
  void compareFlat(WindowColumns rows, WindowColumns columns) {
    for (int i = 0; i < rows.windows; i++) {
      for (int j = 0; j < columns.windows; j++) {
        if (rows.flat[i] || columns.flat[j]) {
          compareFlat(rows, i, columns, j);
        }
      }
    }
  }

  private void compareFlat(WindowColumns rows, int i, WindowColumns columns, int j) {
    if (!rows.invalid(i) && !columns.invalid(j)) {
      // d² = 2m(1 − ρ): 0 for two constants, m for one
      double correlation = rows.flat[i] && columns.flat[j] ? 1 : 0.5;
      byRow.offer(i, correlation, j);
      byColumn.offer(j, correlation, i);
    }
  }
}
