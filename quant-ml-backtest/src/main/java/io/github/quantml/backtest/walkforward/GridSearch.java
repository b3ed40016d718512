// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.ResultMetrics;
import io.github.quantml.backtest.Strategy;
import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.metrics.MetricSet;
import io.github.quantml.backtest.metrics.Performance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tries every candidate on the training part and keeps the one with the largest metric, the first
 * of equals. A candidate that needs more history than the part has counts as tried and never wins.
 */
public final class GridSearch implements StrategyTrainer {
  /**
   * One choice.
   *
   * @param parameters its parameters by name
   * @param strategy makes a fresh strategy with them
   */
  public record Candidate(Map<String, Double> parameters, Supplier<Strategy> strategy) {
    public Candidate {
      parameters = Map.copyOf(parameters);
    }
  }

  private final Simulator simulator;
  private final List<Candidate> candidates;
  private final Metric metric;

  private GridSearch(Simulator simulator, List<Candidate> candidates, Metric metric) {
    this.simulator = simulator;
    this.candidates = candidates;
    this.metric = metric;
  }

  /** Searches for the largest Sharpe ratio among at least one candidate. */
  public static GridSearch of(Simulator simulator, List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("candidates: must hold at least one");
    }
    return new GridSearch(simulator, List.copyOf(candidates), Metric.SHARPE);
  }

  /** With another metric to maximise. */
  public GridSearch withMetric(Metric value) {
    return new GridSearch(simulator, candidates, value);
  }

  public List<Candidate> candidates() {
    return candidates;
  }

  @Override
  public FittedStrategy train(TrainingPart part) {
    double[] trials = new double[candidates.size()];
    Candidate best = candidates.get(0);
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < trials.length; i++) {
      Candidate candidate = candidates.get(i);
      BacktestResult result;
      try {
        result =
            simulator.run(part.bars(), part.context(), candidate.strategy().get(), Instant.MIN);
      } catch (InsufficientDataException tooShort) {
        continue;
      }
      MetricSet set = ResultMetrics.of(result);
      trials[i] = finite(Performance.sharpe(set.returns(), 0, 1));
      double value = set.get(metric);
      if (value > largest) {
        largest = value;
        best = candidate;
      }
    }
    return new FittedStrategy(best.strategy().get(), best.parameters(), trials);
  }

  private static double finite(double sharpe) {
    return Double.isInfinite(sharpe) ? 0 : sharpe;
  }

  /**
   * The returns of every candidate over the whole of some bars, one row each: what {@link
   * io.github.quantml.backtest.significance.Cscv} judges the search by. Every row has the moments
   * of the longest; a candidate earns 0 before it may trade.
   */
  public double[][] returns(TrainingPart whole) {
    List<double[]> rows = new ArrayList<>();
    int longest = 0;
    for (Candidate candidate : candidates) {
      double[] row =
          ResultMetrics.of(
                  simulator.run(
                      whole.bars(), whole.context(), candidate.strategy().get(), Instant.MIN))
              .returns();
      rows.add(row);
      longest = Math.max(longest, row.length);
    }
    double[][] out = new double[rows.size()][longest];
    for (int i = 0; i < out.length; i++) {
      double[] row = rows.get(i);
      System.arraycopy(row, 0, out[i], longest - row.length, row.length);
    }
    return out;
  }
}
