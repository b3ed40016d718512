// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.TrainingData;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import java.util.Arrays;

/**
 * Training rows: features of a bar, what the trees learn, and the return over the horizon.
 *
 * @param columns features × rows
 * @param target what the trees learn
 * @param outcome simple return over the horizon
 * @param side −1, 0 or 1 by the label
 * @param weight sample uniqueness
 */
record Samples(double[][] columns, double[] target, double[] outcome, int[] side, double[] weight) {
  private static final int BARRIER_LOOKBACK = 21;

  static Samples of(TrainingData data, FeatureSet set, TabularConfig config, int fewest) {
    BarSeries bars = data.bars();
    int h = data.horizon().bars();
    FeatureTable table = set.compute(bars);
    TripleBarrier barrier = TripleBarrier.of(bars, h, config.barrier(), BARRIER_LOOKBACK);
    boolean touched = config.labels() == TabularConfig.Labels.TRIPLE_BARRIER;
    int[] bar = new int[barrier.side().length];
    int count = 0;
    for (int i = 0; i < bar.length; i++) {
      if (complete(table, barrier.first() + i)) {
        bar[count++] = barrier.first() + i;
      }
    }
    bar = Arrays.copyOf(bar, count);
    if (count < fewest) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars with all features and a label", fewest, count);
    }
    double[][] columns = new double[table.names().size()][count];
    double[] target = new double[count];
    double[] outcome = new double[count];
    int[] side = new int[count];
    int[] end = new int[count];
    for (int i = 0; i < count; i++) {
      int t = bar[i];
      int at = t - barrier.first();
      for (int k = 0; k < columns.length; k++) {
        columns[k][i] = table.column(k)[t];
      }
      outcome[i] = data.label(t);
      target[i] = touched ? barrier.returns()[at] : outcome[i];
      side[i] = barrier.side()[at];
      end[i] = touched ? barrier.end()[at] : t + h;
    }
    return new Samples(columns, target, outcome, side, TripleBarrier.uniqueness(bar, end));
  }

  private static boolean complete(FeatureTable table, int t) {
    for (int k = 0; k < table.names().size(); k++) {
      if (!Double.isFinite(table.column(k)[t])) {
        return false;
      }
    }
    return true;
  }

  int rows() {
    return target.length;
  }

  /** Some columns of rows {@code from} (inclusive) to {@code to} (exclusive). */
  Samples cut(int[] chosen, int from, int to) {
    double[][] some = new double[chosen.length][];
    for (int k = 0; k < chosen.length; k++) {
      some[k] = Arrays.copyOfRange(columns[chosen[k]], from, to);
    }
    return new Samples(
        some,
        Arrays.copyOfRange(target, from, to),
        Arrays.copyOfRange(outcome, from, to),
        Arrays.copyOfRange(side, from, to),
        Arrays.copyOfRange(weight, from, to));
  }
}
