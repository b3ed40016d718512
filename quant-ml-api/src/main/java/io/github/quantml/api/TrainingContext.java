// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import io.github.quantml.api.spi.TrackedRun;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a training: everything that is neither data nor configuration.
 *
 * @param seed root of all randomness; same data, configuration and seed give the same bytes
 * @param threads how many threads may work, at least 1; never changes a result
 * @param clock where time stamps of records come from; never feeds a result
 * @param progress hears how far the training has come
 * @param cancellation stops the training when the caller asks
 * @param trackedRun receives parameters and metrics, null to track nothing
 */
public record TrainingContext(
    long seed,
    int threads,
    Clock clock,
    Progress progress,
    Cancellation cancellation,
    @Nullable TrackedRun trackedRun) {

  public TrainingContext {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: must be at least 1, got " + threads);
    }
  }

  /** Seed 42, one thread, the system clock, silent, untracked. */
  public static TrainingContext defaults() {
    return new TrainingContext(42, 1, Clock.systemUTC(), Progress.NONE, new Cancellation(), null);
  }

  public TrainingContext withSeed(long value) {
    return new TrainingContext(value, threads, clock, progress, cancellation, trackedRun);
  }

  public TrainingContext withThreads(int value) {
    return new TrainingContext(seed, value, clock, progress, cancellation, trackedRun);
  }

  public TrainingContext withClock(Clock value) {
    return new TrainingContext(seed, threads, value, progress, cancellation, trackedRun);
  }

  public TrainingContext withProgress(Progress value) {
    return new TrainingContext(seed, threads, clock, value, cancellation, trackedRun);
  }

  public TrainingContext withCancellation(Cancellation value) {
    return new TrainingContext(seed, threads, clock, progress, value, trackedRun);
  }

  public TrainingContext withTrackedRun(@Nullable TrackedRun value) {
    return new TrainingContext(seed, threads, clock, progress, cancellation, value);
  }

  /** The tracked run, if the host tracks this training. */
  public Optional<TrackedRun> run() {
    return Optional.ofNullable(trackedRun);
  }
}
