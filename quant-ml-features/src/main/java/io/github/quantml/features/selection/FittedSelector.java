// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.features.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A choice of features made on training rows. Immutable and thread-safe. */
public final class FittedSelector {
  private final List<String> names;
  private final SelectionReport report;

  private FittedSelector(List<String> names, SelectionReport report) {
    this.names = List.copyOf(names);
    this.report = report;
  }

  static FittedSelector of(
      Selector selector, SelectionData data, int[] varying, Ranking ranking, int maxFeatures) {
    int kept = Math.min(maxFeatures, ranking.chosen().length);
    boolean[] selected = new boolean[data.features()];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < kept; i++) {
      int k = varying[ranking.chosen()[i]];
      selected[k] = true;
      names.add(data.names().get(k));
    }
    int[] place = new int[data.features()];
    Arrays.fill(place, -1);
    for (int i = 0; i < varying.length; i++) {
      place[varying[i]] = i;
    }
    double[] pValues = ranking.pValues();
    List<FeatureScore> scores = new ArrayList<>();
    for (int k = 0; k < place.length; k++) {
      int i = place[k];
      scores.add(
          new FeatureScore(
              data.names().get(k),
              i < 0 ? 0 : ranking.scores()[i],
              i < 0 || pValues == null ? OptionalDouble.empty() : OptionalDouble.of(pValues[i]),
              selected[k],
              i < 0));
    }
    OptionalDouble bound = ranking.expectedFalseDiscoveries();
    return new FittedSelector(
        names,
        new SelectionReport(
            selector.name(),
            varying.length,
            scores,
            bound.isPresent() ? OptionalDouble.of(Math.min(bound.getAsDouble(), kept)) : bound,
            ranking.statement()));
  }

  static FittedSelector none(Selector selector, SelectionData data) {
    List<FeatureScore> scores = new ArrayList<>();
    for (String name : data.names()) {
      scores.add(new FeatureScore(name, 0, OptionalDouble.empty(), false, true));
    }
    return new FittedSelector(
        List.of(),
        new SelectionReport(
            selector.name(), 0, scores, OptionalDouble.of(0), "every column is constant"));
  }

  /** The features kept, best first. */
  public List<String> names() {
    return names;
  }

  public SelectionReport report() {
    return report;
  }

  /** The kept columns of a table, best first. */
  public double[][] transform(FeatureTable table) {
    return names.stream().map(table::column).toArray(double[][]::new);
  }

  /**
   * The kept columns, best first.
   *
   * @param columnNames names of the columns given
   * @param columns in the order of those names
   * @throws InvalidDataException if a kept feature is missing
   */
  public double[][] transform(List<String> columnNames, double[][] columns) {
    if (columnNames.size() != columns.length) {
      throw new InvalidDataException(
          "selection: must have one name for each column, got "
              + columnNames.size()
              + " names and "
              + columns.length
              + " columns");
    }
    double[][] out = new double[names.size()][];
    for (int i = 0; i < out.length; i++) {
      int k = columnNames.indexOf(names.get(i));
      if (k < 0) {
        throw new InvalidDataException(
            "selection: feature " + names.get(i) + " was chosen but is not among the columns");
      }
      out[i] = columns[k];
    }
    return out;
  }
}
