// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** A trial that has ended. Immutable. */
public final class TrialResult implements ParameterValues {
  private final SearchSpace space;
  private final int number;
  private final double[] values;
  private final TrialState state;
  private final double value;
  private final String why;
  private final Reports reports;
  private final Map<String, Double> metrics;

  TrialResult(
      SearchSpace space,
      int number,
      double[] values,
      TrialState state,
      double value,
      String why,
      Reports reports,
      Map<String, Double> metrics) {
    this.space = space;
    this.number = number;
    this.values = values;
    this.state = state;
    this.value = value;
    this.why = why;
    this.reports = reports;
    this.metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /** Position among the study's trials, from 0. */
  public int number() {
    return number;
  }

  public TrialState state() {
    return state;
  }

  /** The objective; of a pruned trial the last report; NaN where there is none. */
  public double value() {
    return value;
  }

  /** Why it was pruned or failed; empty for a complete trial. */
  public String why() {
    return why;
  }

  /** What the objective measured beside its value. */
  public Map<String, Double> metrics() {
    return metrics;
  }

  @Override
  public double real(String name) {
    return Values.real(space, values, name);
  }

  @Override
  public int integer(String name) {
    return Values.integer(space, values, name);
  }

  @Override
  public String text(String name) {
    return Values.text(space, values, name);
  }

  @Override
  public Map<String, String> parameters() {
    return Values.texts(space, values);
  }

  /** How many intermediate values it reported. */
  public int reported() {
    return reports.size();
  }

  double[] values() {
    return values;
  }

  Reports reports() {
    return reports;
  }

  SearchSpace space() {
    return space;
  }

  /**
   * From good to bad: complete trials by value, then pruned ones by how far they came and their
   * value, then failed ones; ties by number, so that the order is one.
   */
  static Comparator<TrialResult> order(Direction direction) {
    return Comparator.comparing(TrialResult::state)
        .thenComparing(r -> r.state == TrialState.PRUNED ? -r.reports.lastStep() : 0L)
        .thenComparing(r -> direction.loss(r.value))
        .thenComparing(TrialResult::number);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrialResult r
        && number == r.number
        && state == r.state
        && Double.doubleToLongBits(value) == Double.doubleToLongBits(r.value)
        && why.equals(r.why)
        && Arrays.equals(values, r.values)
        && reports.equals(r.reports)
        && metrics.equals(r.metrics);
  }

  @Override
  public int hashCode() {
    return 31 * number + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "trial "
        + number
        + " "
        + state
        + " "
        + value
        + " "
        + parameters()
        + (metrics.isEmpty() ? "" : " " + metrics)
        + (why.isEmpty() ? "" : " (" + why + ")");
  }
}
