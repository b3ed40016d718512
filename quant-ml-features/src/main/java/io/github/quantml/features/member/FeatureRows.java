// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.member;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.TrainingData;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Training rows: the features of a bar and the return over the horizon.
 *
 * @param names of the features
 * @param columns features × rows
 * @param outcome simple return over the horizon, one per row
 */
record FeatureRows(List<String> names, double[][] columns, double[] outcome) {
  /** Features that lack more than this share of their values are left out, not the rows. */
  private static final double MOST_MISSING = 0.02;

  static FeatureRows of(TrainingData data, List<Feature> features, int fewest) {
    FeatureSet set = FeatureSet.of(features);
    FeatureTable table = set.compute(data.bars());
    int first = FeatureRegressionTrainer.warmUp(features) - 1;
    int last = data.labelCount();
    List<String> names = new ArrayList<>();
    List<double[]> kept = new ArrayList<>();
    boolean[] complete = new boolean[Math.max(0, last - first)];
    Arrays.fill(complete, true);
    for (int k = 0; k < table.names().size(); k++) {
      double[] column = table.column(k);
      if (isUseful(column, first, last)) {
        names.add(table.names().get(k));
        kept.add(column);
        for (int t = first; t < last; t++) {
          complete[t - first] &= Double.isFinite(column[t]);
        }
      }
    }
    int count = 0;
    for (boolean c : complete) {
      count += c ? 1 : 0;
    }
    if (names.isEmpty() || count < fewest) {
      throw new InsufficientDataException(
          data.bars().symbol() + ": bars with all features and a label",
          fewest,
          names.isEmpty() ? 0 : count);
    }
    double[][] columns = new double[names.size()][count];
    double[] outcome = new double[count];
    int row = 0;
    for (int t = first; t < last; t++) {
      if (complete[t - first]) {
        for (int k = 0; k < columns.length; k++) {
          columns[k][row] = kept.get(k)[t];
        }
        outcome[row++] = data.label(t);
      }
    }
    return new FeatureRows(names, columns, outcome);
  }

  private static boolean isUseful(double[] column, int from, int to) {
    int missing = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int t = from; t < to; t++) {
      if (Double.isFinite(column[t])) {
        least = Math.min(least, column[t]);
        most = Math.max(most, column[t]);
      } else {
        missing++;
      }
    }
    return most > least && missing <= MOST_MISSING * (to - from);
  }

  int rows() {
    return outcome.length;
  }

  /** Some columns of rows {@code from} (inclusive) to {@code to} (exclusive). */
  double[][] cut(int[] chosen, int from, int to) {
    double[][] some = new double[chosen.length][];
    for (int k = 0; k < chosen.length; k++) {
      some[k] = Arrays.copyOfRange(columns[chosen[k]], from, to);
    }
    return some;
  }
}
