// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Independent tasks on an executor, results in the order of the inputs. */
final class Parallel {
  private Parallel() {}

  static <T, R> List<R> map(Executor executor, List<T> inputs, Function<T, R> task) {
    List<CompletableFuture<R>> futures = new ArrayList<>();
    for (T input : inputs) {
      futures.add(CompletableFuture.supplyAsync(() -> task.apply(input), executor));
    }
    List<R> results = new ArrayList<>();
    for (CompletableFuture<R> future : futures) {
      try {
        results.add(future.join());
      } catch (CompletionException failed) {
        if (failed.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw failed;
      }
    }
    return results;
  }
}
