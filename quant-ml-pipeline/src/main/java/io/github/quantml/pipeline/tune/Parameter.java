// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * One parameter of a {@link SearchSpace}, and its map to the unit interval.
 *
 * <p>Numbers are spread evenly over the unit interval, on a logarithmic scale where asked for. A
 * number on a grid, or a choice, owns a cell of it: the cells of a plain grid are equally wide,
 * those of a logarithmic one reach half a step to either side. Immutable.
 */
public final class Parameter {
  private static final double GRID_TOLERANCE = 1e-9;

  /** What a parameter's values are. */
  public enum Kind {
    REAL,
    INTEGER,
    CATEGORICAL
  }

  private final String name;
  private final Kind kind;
  private final double low;
  private final double high;
  private final double step;
  private final boolean log;
  private final List<String> choices;
  private final long cells;
  private final double zLow;
  private final double zSpan;

  private Parameter(
      String name,
      Kind kind,
      double low,
      double high,
      double step,
      boolean log,
      List<String> choices) {
    this.name = name;
    this.kind = kind;
    this.low = low;
    this.high = high;
    this.step = step;
    this.log = log;
    this.choices = choices;
    this.cells = step > 0 ? Math.round((high - low) / step) + 1 : 0;
    double half = step / 2;
    this.zLow = z(low - half);
    this.zSpan = z(high + half) - zLow;
  }

  static Parameter real(String name, double low, double high) {
    if (!(low < high && high - low < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": low must be below high and both finite, got " + low + " and " + high);
    }
    return new Parameter(name, Kind.REAL, low, high, 0, false, List.of());
  }

  static Parameter integer(String name, int low, int high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          name + ": low must not exceed high, got " + low + " and " + high);
    }
    return new Parameter(name, Kind.INTEGER, low, high, 1, false, List.of());
  }

  static Parameter categorical(String name, List<String> choices) {
    if (choices.isEmpty() || choices.stream().distinct().count() != choices.size()) {
      throw new IllegalArgumentException(
          name + ": choices must be at least one and distinct, got " + choices);
    }
    return new Parameter(
        name, Kind.CATEGORICAL, 0, choices.size() - 1.0, 1, false, List.copyOf(choices));
  }

  Parameter withLog() {
    if (kind == Kind.CATEGORICAL || step != (kind == Kind.INTEGER ? 1 : 0)) {
      throw new IllegalArgumentException(
          name + ": log: only for numbers without a step, got " + describe());
    }
    if (!(low > 0)) {
      throw new IllegalArgumentException(name + ": log: low must be positive, got " + low);
    }
    return new Parameter(name, kind, low, high, step, true, choices);
  }

  Parameter withStep(double wanted) {
    if (kind == Kind.CATEGORICAL || log) {
      throw new IllegalArgumentException(
          name + ": step: only for numbers on a linear scale, got " + describe());
    }
    if (!(wanted > 0 && wanted <= high - low)
        || (kind == Kind.INTEGER && wanted != Math.rint(wanted))) {
      throw new IllegalArgumentException(
          name + ": step: must fit between low and high, got " + wanted);
    }
    double steps = (high - low) / wanted;
    if (Math.abs(steps - Math.rint(steps)) > GRID_TOLERANCE * Math.max(1, steps)) {
      throw new IllegalArgumentException(
          name + ": step: high must be low plus whole steps, got " + describe() + " / " + wanted);
    }
    return new Parameter(name, kind, low, high, wanted, false, choices);
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /** The least value; 0 for a choice. */
  public double low() {
    return low;
  }

  /** The largest value; the last index for a choice. */
  public double high() {
    return high;
  }

  /** The choices, in order; empty for numbers. */
  public List<String> choices() {
    return choices;
  }

  /** The number of values on the grid, 0 for a continuum. */
  long cells() {
    return cells;
  }

  boolean categorical() {
    return kind == Kind.CATEGORICAL;
  }

  /** The value whose place on the unit interval is u. */
  double value(double u) {
    double z = zLow + Math.min(1, Math.max(0, u)) * zSpan;
    if (cells == 0) {
      return Math.min(high, Math.max(low, log ? FastMath.exp(z) : z));
    }
    if (!log) {
      // By the cell and not by z, so that equal cells get equal shares whatever low rounds to.
      return value(Math.min(cells - 1, (long) (Math.max(0, u) * cells)));
    }
    return Math.min(high, Math.max(low, Math.rint(FastMath.exp(z))));
  }

  /** The value of a cell. */
  double value(long cell) {
    return Math.min(high, low + cell * step);
  }

  /** The place of a value on the unit interval: of a grid's value, inside its cell. */
  double unit(double value) {
    if (zSpan == 0) {
      return 0.5;
    }
    return cells > 0 && !log ? (cell(value) + 0.5) / cells : (z(value) - zLow) / zSpan;
  }

  /** The cell of a value. */
  long cell(double value) {
    return Math.round((value - low) / step);
  }

  /** The lower end of a cell on the unit interval; of the cell after the last, 1. */
  double edge(long cell) {
    if (cell <= 0 || cell >= cells) {
      return cell <= 0 ? 0 : 1;
    }
    return log ? (z(low + (cell - 0.5) * step) - zLow) / zSpan : (double) cell / cells;
  }

  /** Whether a number is one of the values. */
  boolean contains(double value) {
    return value >= low
        && value <= high
        && (cells == 0 || Math.abs(value(cell(value)) - value) <= GRID_TOLERANCE * step);
  }

  /** A value as a person writes it. */
  String text(double value) {
    return switch (kind) {
      case REAL -> Double.toString(value);
      case INTEGER -> Long.toString((long) value);
      case CATEGORICAL -> choices.get((int) value);
    };
  }

  /** Everything that distinguishes one parameter from another. */
  String describe() {
    return switch (kind) {
      case REAL -> name + " real " + low + ".." + high + scale(step > 0);
      case INTEGER -> name + " integer " + (long) low + ".." + (long) high + scale(step != 1);
      case CATEGORICAL -> name + " one of " + choices;
    };
  }

  private String scale(boolean stepped) {
    return log ? " log" : stepped ? " step " + step : "";
  }

  private double z(double value) {
    return log ? FastMath.log(value) : value;
  }

  @Override
  public String toString() {
    return describe();
  }
}
