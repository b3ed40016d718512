// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.Set;

/**
 * Knows how to train one kind of model; holds only configuration. Thread-safe.
 *
 * <p>There is no {@code predict} here: what has not been trained cannot answer.
 */
public interface ModelTrainer {
  /** Short lower-case name, for example {@code "regime"}; unique among an ensemble's members. */
  String name();

  /** What it needs beside bars. Where an item is absent its model abstains. */
  Set<ContextItem> uses();

  /** Fewest bars {@link #train} accepts for a horizon. */
  int minimumBars(Horizon horizon);

  /**
   * Trains on {@code data} and nothing else.
   *
   * @throws InsufficientDataException when there are fewer than {@link #minimumBars} bars
   * @throws ConvergenceException when the fit fails beyond repair
   * @throws java.util.concurrent.CancellationException when the caller asked to stop
   */
  Model train(TrainingData data, TrainingContext context);
}
