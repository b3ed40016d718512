// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Work over nodes in fixed ranges, whose results come in the order of the ranges. */
final class Blocks {
  private static final int RANGES = 32;

  private Blocks() {}

  /** The work of one range, from inclusive to exclusive. */
  interface Work<T> {
    T run(int from, int to);
  }

  static <T> List<T> run(int n, Executor executor, Work<T> work) {
    int ranges = Math.min(RANGES, Math.max(n, 1));
    List<CompletableFuture<T>> parts = new ArrayList<>();
    for (int g = 0; g < ranges; g++) {
      int from = (int) ((long) n * g / ranges);
      int to = (int) ((long) n * (g + 1) / ranges);
      parts.add(CompletableFuture.supplyAsync(() -> work.run(from, to), executor));
    }
    return parts.stream().map(CompletableFuture::join).toList();
  }
}
