// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls that compute: so many at once, each so long; what is over is refused, not queued. */
final class Limits implements AutoCloseable {
  private final Duration deadline;
  private final int concurrency;
  private final ExecutorService workers;

  Limits(RestConfig config) {
    this.deadline = config.deadline();
    this.concurrency = config.concurrency();
    AtomicInteger number = new AtomicInteger();
    this.workers =
        new ThreadPoolExecutor(
            0,
            concurrency,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "rest-worker-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Computes within the limits.
   *
   * @throws ProblemException when too many calls compute, or the deadline passed
   */
  <T> T call(Callable<T> work) {
    Future<T> running;
    try {
      running = workers.submit(work);
    } catch (RejectedExecutionException e) {
      throw new ProblemException(
          Problem.Kind.TOO_MANY, concurrency + " calls compute already, try again in a second");
    }
    try {
      return running.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      running.cancel(true);
      throw new ProblemException(
          Problem.Kind.DEADLINE, "no answer within " + deadline.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.Kind.DEADLINE, "the service is stopping");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
