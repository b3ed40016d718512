// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import io.github.quantml.api.Outcome;
import io.github.quantml.api.Progress;
import io.github.quantml.api.QuantMlException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Runs tasks on daemon threads that live for one call; on the caller's own when there is one. */
final class LocalTaskRunner implements TaskRunner {
  private final int threads;

  LocalTaskRunner(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: must be at least 1, got " + threads);
    }
    this.threads = threads;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public <T, R> List<Outcome<R>> map(
      List<T> inputs, SerializableFunction<T, R> task, Progress progress) {
    AtomicLong done = new AtomicLong();
    List<Outcome<R>> outcomes = new ArrayList<>(inputs.size());
    if (threads == 1 || inputs.size() < 2) {
      for (T input : inputs) {
        outcomes.add(attempt(input, task));
        progress.update("tasks", done.incrementAndGet(), inputs.size());
      }
      return outcomes;
    }
    ExecutorService pool = pool(Math.min(threads, inputs.size()));
    try {
      List<Future<Outcome<R>>> running = new ArrayList<>(inputs.size());
      for (T input : inputs) {
        running.add(
            pool.submit(
                () -> {
                  Outcome<R> outcome = attempt(input, task);
                  progress.update("tasks", done.incrementAndGet(), inputs.size());
                  return outcome;
                }));
      }
      for (Future<Outcome<R>> future : running) {
        outcomes.add(await(future));
      }
      return outcomes;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T, R> Outcome<R> attempt(T input, SerializableFunction<T, R> task) {
    try {
      return Outcome.success(task.apply(input));
    } catch (RuntimeException e) {
      return Outcome.failure(e);
    }
  }

  private static <R> Outcome<R> await(Future<Outcome<R>> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QuantMlException("interrupted while waiting for tasks", e);
    } catch (ExecutionException e) {
      throw new QuantMlException("a task ended with an error: " + e.getCause(), e.getCause());
    }
  }

  private static ExecutorService pool(int size) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        size,
        work -> {
          Thread thread = new Thread(work, "quant-ml-task-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
