// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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
   * Configuration by name: trainers of one name and equal settings make equal models of equal data.
   * A training that goes on after a stop, and the question whether a model is up to date, rest on
   * it; a trainer without a word of its configuration is taken to have none.
   */
  default Map<String, String> settings() {
    return Map.of();
  }

  /**
   * Trains on {@code data} and nothing else.
   *
   * @throws InsufficientDataException when there are fewer than {@link #minimumBars} bars
   * @throws ConvergenceException when the fit fails beyond repair
   * @throws java.util.concurrent.CancellationException when the caller asked to stop
   */
  Model train(TrainingData data, TrainingContext context);

  /**
   * A trainer of a function: the shortest way to a member of your own.
   *
   * <p>Its models need bars only and cannot be saved; write a class that makes a {@link
   * io.github.quantml.api.spi.PortableModel} for those that shall. Training asks for {@code warmUp}
   * bars, the horizon and twenty outcomes.
   *
   * @param name short lower-case name
   * @param warmUp fewest bars a prediction needs, at least 1
   * @param fit learns from data and gives the forecast as a function of the bars so far; both must
   *     be pure functions
   */
  static ModelTrainer of(
      String name,
      int warmUp,
      Function<TrainingData, ? extends Function<BarSeries, ? extends ReturnDistribution>> fit) {
    return new FunctionTrainer(name, warmUp, fit);
  }
}
