// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.backtest.significance.Trials;
import io.github.quantml.math.Sums;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a {@link Tuner} found. Immutable. */
public final class Study {
  /** Why no further trial began. */
  public enum Ending {
    /** All trials were made. */
    TRIALS,
    TIMEOUT,
    CANCELLED
  }

  private final SearchSpace space;
  private final Direction direction;
  private final List<TrialResult> trials;
  private final int started;
  private final Ending ending;

  Study(
      SearchSpace space,
      Direction direction,
      List<TrialResult> trials,
      int started,
      Ending ending) {
    this.space = space;
    this.direction = direction;
    this.trials = List.copyOf(trials);
    this.started = started;
    this.ending = ending;
  }

  /** All trials that ended, by number, with state and reason. */
  public List<TrialResult> trials() {
    return trials;
  }

  /**
   * The best complete trial, the earliest of equals.
   *
   * @throws InsufficientDataException if no trial is complete; the message has the first reason
   */
  public TrialResult best() {
    return tryBest()
        .orElseThrow(
            () ->
                new InsufficientDataException(
                    trials.isEmpty()
                        ? "complete trials"
                        : "complete trials (" + trials.get(0).why() + ")",
                    1,
                    0));
  }

  /** The best complete trial, if any. */
  public Optional<TrialResult> tryBest() {
    return trials.stream()
        .filter(r -> r.state() == TrialState.COMPLETE)
        .min(TrialResult.order(direction));
  }

  public Direction direction() {
    return direction;
  }

  public Ending ending() {
    return ending;
  }

  /** How many trials ended so. */
  public int count(TrialState state) {
    return (int) trials.stream().filter(r -> r.state() == state).count();
  }

  /** Everything that was begun: complete, pruned, failed and broken off. */
  public int tried() {
    return started;
  }

  /**
   * The search behind the best trial, for {@code TrackRecord.deflated}, when the objective is the
   * Sharpe ratio per period.
   *
   * <p>N is {@link #tried()}: what was pruned or failed was tried. The variance is that of the
   * complete trials.
   */
  public Trials search() {
    return search(r -> r.state() == TrialState.COMPLETE ? r.value() : Double.NaN);
  }

  /**
   * The same, when the Sharpe ratio per period was kept by {@link Trial#metric}.
   *
   * @param metric its name; trials without it count in N and not in the variance
   */
  public Trials search(String metric) {
    return search(r -> Objects.requireNonNullElse(r.metrics().get(metric), Double.NaN));
  }

  /**
   * The same, for a Sharpe ratio found otherwise.
   *
   * @param sharpe per period; NaN for a trial that counts in N alone
   * @throws InsufficientDataException if fewer than two of several trials have one, because a
   *     variance of 0 would deflate nothing
   */
  public Trials search(ToDoubleFunction<TrialResult> sharpe) {
    double[] known = trials.stream().mapToDouble(sharpe).filter(v -> !Double.isNaN(v)).toArray();
    if (tried() > 1 && known.length < 2) {
      throw new InsufficientDataException("trials with a Sharpe ratio", 2, known.length);
    }
    return new Trials(Math.max(1, tried()), known.length < 2 ? 0 : Sums.variance(known, 1));
  }

  /** Which parameters mattered: see {@link Importance}. */
  public Importance importance() {
    return Importance.of(this, 0);
  }

  SearchSpace space() {
    return space;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Study: ");
    text.append(tried())
        .append(" trials, ")
        .append(count(TrialState.COMPLETE))
        .append(" complete, ");
    text.append(count(TrialState.PRUNED)).append(" pruned, ");
    text.append(count(TrialState.FAILED)).append(" failed; ended by ").append(ending);
    tryBest()
        .ifPresent(
            b -> {
              text.append("\n  best value ")
                  .append(b.value())
                  .append(" (trial ")
                  .append(b.number());
              text.append(')');
              for (Map.Entry<String, String> e : b.parameters().entrySet()) {
                text.append("\n  ").append(e.getKey()).append(" = ").append(e.getValue());
              }
            });
    return text.toString();
  }
}
