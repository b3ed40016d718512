// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains whenever a {@link RetrainSchedule} says so, until closed. A training that fails is tried
 * again after an hour; a policy that wants one earlier calls {@link #request}. Thread-safe.
 */
public final class Retrainer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retrainer.class);
  private static final Duration RETRY = Duration.ofHours(1);
  private static final long LOOK_SECONDS = 60;

  private final RetrainSchedule schedule;
  private final Runnable training;
  private final ScheduledExecutorService executor;
  private final boolean ownsExecutor;
  private final ScheduledFuture<?> looking;
  private @Nullable Instant notBefore;
  private boolean requested;
  private int failures;

  private Retrainer(
      RetrainSchedule schedule,
      Runnable training,
      ScheduledExecutorService executor,
      boolean ownsExecutor) {
    this.schedule = schedule;
    this.training = training;
    this.executor = executor;
    this.ownsExecutor = ownsExecutor;
    this.looking = executor.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** Starts with a daemon thread of its own, which looks at the clock once a minute. */
  public static Retrainer start(RetrainSchedule schedule, Runnable training) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "quantml-retrain");
              thread.setDaemon(true);
              return thread;
            });
    return new Retrainer(schedule, training, executor, true);
  }

  /** Starts on an executor of the host, which stays open. */
  public static Retrainer start(
      RetrainSchedule schedule, Runnable training, ScheduledExecutorService executor) {
    return new Retrainer(schedule, training, executor, false);
  }

  /** Wants a training at the next look, whatever the schedule says. */
  public synchronized void request() {
    requested = true;
  }

  /** Trainings that failed since the last that did not. */
  public synchronized int failures() {
    return failures;
  }

  private synchronized boolean wanted() {
    Instant now = Instant.now(schedule.clock());
    if (notBefore != null && now.isBefore(notBefore)) {
      return false;
    }
    return requested || schedule.isDue();
  }

  /** Looks once, and trains when it is time. */
  void look() {
    try {
      if (!wanted()) {
        return;
      }
      training.run();
      schedule.trained();
      succeeded();
    } catch (RuntimeException e) {
      // An exception that left here would end the looking for good.
      failed(e);
    }
  }

  private synchronized void succeeded() {
    requested = false;
    failures = 0;
    notBefore = null;
  }

  private synchronized void failed(RuntimeException e) {
    failures++;
    notBefore = Instant.now(schedule.clock()).plus(RETRY);
    LOG.warn("training failed {} times, next try after {}", failures, notBefore, e);
  }

  /** Stops looking; a training that runs is told so by an interrupt. */
  @Override
  public void close() {
    looking.cancel(true);
    if (ownsExecutor) {
      executor.shutdownNow();
    }
  }
}
