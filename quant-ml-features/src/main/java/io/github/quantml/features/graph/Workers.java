// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads for independent tasks; results do not depend on the number. One thread
 * means the caller's. Close it after use.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final @Nullable ExecutorService pool;

  private Workers(int threads) {
    this.threads = threads;
    this.pool =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads - 1,
                task -> {
                  Thread thread = new Thread(task, "quant-ml-features");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  /**
   * Threads including the caller's.
   *
   * @param threads at least 1
   */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: must be >= 1, got " + threads);
    }
    return new Workers(threads);
  }

  public int threads() {
    return threads;
  }

  /** Runs {@code task} for 0 … count − 1 and waits; an exception of a task is thrown here. */
  public void each(int count, IntConsumer task) {
    if (pool == null || count < 2) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable loop =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            task.accept(i);
          }
        };
    List<Future<?>> started = new ArrayList<>();
    for (int k = 1; k < Math.min(threads, count); k++) {
      started.add(pool.submit(loop));
    }
    RuntimeException failed = null;
    try {
      loop.run();
    } catch (RuntimeException e) {
      failed = e;
    }
    for (Future<?> future : started) {
      try {
        future.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while computing features", e);
      } catch (ExecutionException e) {
        failed = failed != null ? failed : unwrapped(e);
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    return e.getCause() instanceof RuntimeException inner
        ? inner
        : new IllegalStateException("a feature task failed", e.getCause());
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdown();
    }
  }
}
