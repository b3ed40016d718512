// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

/**
 * Decides after each bar.
 *
 * <p>A strategy sees the market only through its {@link Desk}, which shows what is known at the
 * close of the current bar and nothing later. One object serves one run at a time; {@link #start}
 * begins a run and must forget the one before, so that running twice gives the same result twice.
 */
@FunctionalInterface
public interface Strategy {
  /**
   * Bars of an asset that must be known before {@link #onBar} may trade it.
   *
   * <p>A run in which no asset ever has as many is an error.
   */
  default int warmUp() {
    return 0;
  }

  /** A text for reports and fingerprints: name and parameters. */
  default String describe() {
    return getClass().getSimpleName();
  }

  /** Begins a run; forgets everything learned in another. */
  default void start(Desk desk) {}

  /**
   * Sees a close at which no asset may be traded yet: during the warm-up and before the run's
   * trading starts. Orders are refused here. Strategies with incremental state feed it.
   */
  default void onWarmUp(Desk desk) {}

  /** Sees the close of a bar of at least one asset and may place orders. */
  void onBar(Desk desk);
}
