// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sweep;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.backtest.BacktestEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Every pair of moving-average windows on every series: {@link io.github.quantml.backtest.SmaCross}
 * for each, in one pass over precomputed averages.
 *
 * <p>Memory is O(windows · bars) for the averages of one series at a time, and one row per result.
 */
public final class SmaSweep {
  private final BacktestEngine engine;
  private final int smallest;
  private final int largest;
  private final boolean shorts;
  private final boolean atFill;

  private SmaSweep(
      BacktestEngine engine, int smallest, int largest, boolean shorts, boolean atFill) {
    this.engine = engine;
    this.smallest = smallest;
    this.largest = largest;
    this.shorts = shorts;
    this.atFill = atFill;
  }

  /**
   * One result.
   *
   * @param symbol instrument
   * @param fast fast window
   * @param slow slow window
   * @param outcome what it gave
   */
  public record Row(String symbol, int fast, int slow, VectorOutcome outcome) {}

  /**
   * All pairs smallest ≤ fast &lt; slow ≤ largest.
   *
   * @param shorts whether to be short while fast is below slow, else flat
   */
  public static SmaSweep of(BacktestEngine engine, int smallest, int largest, boolean shorts) {
    if (smallest < 1 || largest <= smallest) {
      throw new IllegalArgumentException(
          "windows: must satisfy 1 <= smallest < largest, got " + smallest + " and " + largest);
    }
    return new SmaSweep(engine, smallest, largest, shorts, false);
  }

  /** The same, with positions sized when they fill: {@link VectorKernel#sizedAtFill}. */
  public SmaSweep sizedAtFill() {
    return new SmaSweep(engine, smallest, largest, shorts, true);
  }

  /**
   * Runs all pairs on all series.
   *
   * @throws InsufficientDataException when a series is shorter than the largest warm-up
   */
  public List<Row> run(List<BarSeries> all) {
    List<Row> rows = new ArrayList<>();
    VectorKernel kernel = VectorKernel.of(engine);
    if (atFill) {
      kernel.sizedAtFill();
    }
    for (BarSeries bars : all) {
      if (bars.size() < largest + 1) {
        throw new InsufficientDataException(
            bars.symbol() + ": bars for a window of " + largest, largest + 1, bars.size());
      }
      kernel.load(bars);
      double[][] averages = averages(kernel.closes(), kernel.size());
      byte[] states = new byte[kernel.size()];
      for (int fast = smallest; fast < largest; fast++) {
        for (int slow = fast + 1; slow <= largest; slow++) {
          states(averages[fast - smallest], averages[slow - smallest], slow, states);
          rows.add(new Row(bars.symbol(), fast, slow, kernel.run(states, 1, null, null)));
        }
      }
    }
    return rows;
  }

  /** The row with the largest final equity; of equals, the first. */
  public static Row best(List<Row> rows) {
    return rows.stream()
        .max(Comparator.comparingDouble((Row row) -> row.outcome().finalEquity()))
        .orElseThrow(() -> new InsufficientDataException("sweep: rows", 1, 0));
  }

  /** Running sums over windows, in the order of operations of the strategy. */
  private double[][] averages(double[] close, int n) {
    double[][] averages = new double[largest - smallest + 1][n];
    for (int window = smallest; window <= largest; window++) {
      double[] average = averages[window - smallest];
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += close[i] - (i >= window ? close[i - window] : 0);
        average[i] = sum / window;
      }
    }
    return averages;
  }

  /** The states of the strategy: they change at crossings only, after its warm-up. */
  private void states(double[] fast, double[] slow, int slowest, byte[] states) {
    byte below = (byte) (shorts ? -1 : 0);
    byte state = 0;
    double last = fast[slowest - 1] - slow[slowest - 1];
    for (int i = 0; i < slowest; i++) {
      states[i] = 0;
    }
    for (int i = slowest; i < states.length; i++) {
      double gap = fast[i] - slow[i];
      if (gap > 0 ? last <= 0 : gap < 0 && last >= 0) {
        state = gap > 0 ? 1 : below;
      }
      states[i] = state;
      last = gap;
    }
  }
}
