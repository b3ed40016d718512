// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.api.Cancellation;
import io.github.quantml.api.Progress;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.TrackedRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the parameters at which an objective is best.
 *
 * <pre>{@code
 * Study study = Tuner.minimise(space)
 *     .trials(100).seed(42).threads(4)
 *     .pruner(Pruner.median())
 *     .journal(Path.of("study.journal"))
 *     .tune(trial -> validationLoss(trial.real("learning_rate"), trial.integer("layers")));
 * System.out.println(study);
 * }</pre>
 *
 * <p><b>Determinism.</b> Trial i is chosen and judged by the results of trials 0 … i − {@link
 * #width}, whatever else has ended by then; the trials between count as pending. So the same seed
 * gives the same study at any number of threads and of processes on one journal, provided that the
 * objective does and that neither the clock nor a cancellation ends it.
 *
 * <p>Not thread-safe while it is set up; each call of {@link #tune} is a study of its own.
 */
public final class Tuner {
  final SearchSpace space;
  final Direction direction;
  Sampler sampler = Sampler.tpe();
  Pruner pruner = Pruner.none();
  int trials = 100;
  Duration timeout = Duration.ofHours(1);
  long seed;
  int threads = 1;
  int width = 4;
  @Nullable Path journal;
  Progress progress = Progress.NONE;
  Cancellation cancellation = new Cancellation();
  @Nullable TrackedRun run;
  Clock clock = Clock.systemUTC();

  private Tuner(SearchSpace space, Direction direction) {
    this.space = space;
    this.direction = direction;
  }

  /** A search for the least value. */
  public static Tuner minimise(SearchSpace space) {
    return new Tuner(space, Direction.MINIMISE);
  }

  /** A search for the largest value. */
  public static Tuner maximise(SearchSpace space) {
    return new Tuner(space, Direction.MAXIMISE);
  }

  /** How settings are chosen ({@link Sampler#tpe()}). */
  public Tuner sampler(Sampler chosen) {
    this.sampler = chosen;
    return this;
  }

  /** When trials are given up ({@link Pruner#none()}). */
  public Tuner pruner(Pruner chosen) {
    this.pruner = chosen;
    return this;
  }

  /**
   * How many trials the study has, those of a journal included (100).
   *
   * @param count at least 1
   */
  public Tuner trials(int count) {
    this.trials = positive("trials", count);
    return this;
  }

  /**
   * After which time no further trial begins (one hour).
   *
   * @param limit positive
   */
  public Tuner timeout(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("timeout: must be positive, got " + limit);
    }
    this.timeout = limit;
    return this;
  }

  /** Takes trials and timeout from {@code ML_OPTUNA_N_TRIALS} and {@code ML_OPTUNA_TIMEOUT}. */
  public Tuner settings(QuantMlSettings settings) {
    return trials(settings.optunaTrials()).timeout(settings.optunaTimeout());
  }

  /** What everything random follows from (0). */
  public Tuner seed(long value) {
    this.seed = value;
    return this;
  }

  /**
   * How many threads evaluate (1). It changes nothing but the time; more than {@link #width} of
   * them wait.
   *
   * @param count at least 1
   */
  public Tuner threads(int count) {
    this.threads = positive("threads", count);
    return this;
  }

  /**
   * How many trials may be under way at once (4). The results depend on it: each trial does without
   * those of the width − 1 trials before it. With 1 every trial knows all before it, and a second
   * thread has nothing to do.
   *
   * @param count at least 1
   */
  public Tuner width(int count) {
    this.width = positive("width", count);
    return this;
  }

  /**
   * Where finished trials are kept. A study that was killed goes on from there, and several
   * processes may work on one journal.
   */
  public Tuner journal(Path file) {
    this.journal = file;
    return this;
  }

  /** Who hears how many trials have ended. */
  public Tuner progress(Progress listener) {
    this.progress = listener;
    return this;
  }

  /** Ends the study after the trials under way. */
  public Tuner cancellation(Cancellation request) {
    this.cancellation = request;
    return this;
  }

  /**
   * Where the study is logged: each trial's value at its number, in the end the best parameters.
   */
  public Tuner run(TrackedRun tracked) {
    this.run = tracked;
    return this;
  }

  /** What the timeout is measured by. */
  public Tuner clock(Clock source) {
    this.clock = source;
    return this;
  }

  /**
   * Runs the study, or what a journal has left of it.
   *
   * @throws IllegalArgumentException if the journal is that of another study
   * @throws io.github.quantml.api.InvalidDataException if the journal is damaged or no journal
   */
  public Study tune(Objective objective) {
    return new Search(this, objective).run();
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": must be at least 1, got " + value);
    }
    return value;
  }
}
