// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.data;

import io.github.quantml.api.FactorReturns;
import io.github.quantml.api.InvalidDataException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Simple returns per period of several assets or factors, one row per date.
 *
 * <p>Returns are decimals: 0.01 is one per cent. NaN marks a missing return, and nothing else does.
 * A table knows its {@link Basis} and how it got there, so that the risk-free rate cannot be
 * subtracted twice. Immutable and thread-safe.
 */
public final class ReturnTable {
  private static final double PERCENT_SCALE = 0.75;

  private final List<String> names;
  private final List<LocalDate> dates;
  private final double[][] columns;
  private final Basis basis;
  private final List<String> history;

  private ReturnTable(
      List<String> names,
      List<LocalDate> dates,
      double[][] columns,
      Basis basis,
      List<String> history) {
    this.names = names;
    this.dates = dates;
    this.columns = columns;
    this.basis = basis;
    this.history = history;
  }

  /**
   * Copies and checks the columns.
   *
   * @param names one per column, no two alike
   * @param dates end of each period, strictly increasing
   * @param columns {@code columns[c][row]}: finite, above −1 for raw returns, or NaN where missing
   * @param basis whether the risk-free rate is still in the returns
   * @throws InvalidDataException naming column, date and value of the first violation
   */
  public static ReturnTable of(
      List<String> names, List<LocalDate> dates, double[][] columns, Basis basis) {
    if (names.isEmpty()
        || names.size() != columns.length
        || new HashSet<>(names).size() != names.size()) {
      throw new InvalidDataException(
          "return table: " + columns.length + " columns need as many different names: " + names);
    }
    for (int r = 1; r < dates.size(); r++) {
      if (!dates.get(r).isAfter(dates.get(r - 1))) {
        throw new InvalidDataException(
            "return table, row "
                + r
                + ": date "
                + dates.get(r)
                + " is not after "
                + dates.get(r - 1));
      }
    }
    double[][] copy = new double[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      if (columns[c].length != dates.size()) {
        throw new InvalidDataException(
            "return table, column "
                + names.get(c)
                + ": "
                + columns[c].length
                + " rows for "
                + dates.size()
                + " dates");
      }
      copy[c] = columns[c].clone();
      for (int r = 0; r < copy[c].length; r++) {
        double v = copy[c][r];
        if (Double.isInfinite(v) || (basis == Basis.RAW && v < -1)) {
          throw new InvalidDataException(
              "return table, column "
                  + names.get(c)
                  + ", "
                  + dates.get(r)
                  + ": a "
                  + (basis == Basis.RAW
                      ? "raw return must be finite and at least -1"
                      : "return must be finite")
                  + " as a decimal, got "
                  + v);
        }
      }
    }
    return new ReturnTable(List.copyOf(names), List.copyOf(dates), copy, basis, List.of());
  }

  /** Column names in order. */
  public List<String> names() {
    return names;
  }

  /** Ends of the periods. */
  public List<LocalDate> dates() {
    return dates;
  }

  /** Number of rows. */
  public int size() {
    return dates.size();
  }

  /** Number of columns. */
  public int width() {
    return names.size();
  }

  /** Whether the risk-free rate is still in the returns. */
  public Basis basis() {
    return basis;
  }

  /** What was done to the returns, oldest first, in sentences. */
  public List<String> history() {
    return history;
  }

  /** Return of column c in a row; NaN if missing. */
  public double value(int c, int row) {
    return columns[c][row];
  }

  /** Column c: a copy. */
  public double[] column(int c) {
    return columns[c].clone();
  }

  /** A column by name: a copy. */
  public double[] column(String name) {
    return columns[index(name)].clone();
  }

  /** All columns: a copy. */
  public double[][] toColumns() {
    double[][] out = new double[columns.length][];
    Arrays.setAll(out, c -> columns[c].clone());
    return out;
  }

  private int index(String name) {
    int c = names.indexOf(name);
    if (c < 0) {
      throw new InvalidDataException("return table: no column " + name + ", there are " + names);
    }
    return c;
  }

  /** The named columns in that order; shares no names it does not have. */
  public ReturnTable select(List<String> wanted) {
    double[][] out = new double[wanted.size()][];
    for (int i = 0; i < out.length; i++) {
      out[i] = columns[index(wanted.get(i))];
    }
    return new ReturnTable(List.copyOf(wanted), dates, out, basis, history);
  }

  /** Rows from (inclusive) to (exclusive). */
  public ReturnTable rows(int from, int to) {
    double[][] out = new double[columns.length][];
    Arrays.setAll(out, c -> Arrays.copyOfRange(columns[c], from, to));
    return new ReturnTable(names, List.copyOf(dates.subList(from, to)), out, basis, history);
  }

  /**
   * Subtracts the risk-free rate, once: a table that is already in excess of it is refused.
   *
   * @param riskFree one simple rate per row, for the same period as the returns
   * @throws InvalidDataException if the rate was subtracted before, or has another length
   */
  public ReturnTable minusRiskFree(double[] riskFree) {
    if (basis == Basis.EXCESS) {
      throw new InvalidDataException(
          "return table: the risk-free rate would be subtracted twice, these returns are already in"
              + " excess of it; history: "
              + history);
    }
    if (riskFree.length != size()) {
      throw new InvalidDataException(
          "return table: " + riskFree.length + " risk-free rates for " + size() + " rows");
    }
    double[][] out = toColumns();
    for (double[] column : out) {
      for (int r = 0; r < column.length; r++) {
        if (!Double.isFinite(riskFree[r])) {
          throw new InvalidDataException(
              "return table: the risk-free rate of " + dates.get(r) + " is " + riskFree[r]);
        }
        column[r] -= riskFree[r];
      }
    }
    return new ReturnTable(
        names,
        dates,
        out,
        Basis.EXCESS,
        with("risk-free rate subtracted once from " + names.size() + " columns"));
  }

  /** Every date moved to the last day of its month, so that files stamped differently align. */
  public ReturnTable atMonthEnds() {
    List<LocalDate> moved = dates.stream().map(d -> YearMonth.from(d).atEndOfMonth()).toList();
    for (int r = 1; r < moved.size(); r++) {
      if (!moved.get(r).isAfter(moved.get(r - 1))) {
        throw new InvalidDataException(
            "return table: two rows in the month of "
                + moved.get(r)
                + ", "
                + dates.get(r - 1)
                + " and "
                + dates.get(r)
                + "; compound them to months first");
      }
    }
    return new ReturnTable(names, moved, columns, basis, with("dates moved to month ends"));
  }

  /** The months between the first and the last row that have none. */
  public List<YearMonth> missingMonths() {
    List<YearMonth> out = new ArrayList<>();
    for (int r = 1; r < size(); r++) {
      YearMonth next = YearMonth.from(dates.get(r - 1)).plusMonths(1);
      YearMonth end = YearMonth.from(dates.get(r));
      for (; next.isBefore(end); next = next.plusMonths(1)) {
        out.add(next);
      }
    }
    return out;
  }

  /** This table restricted to the dates that the other one has too. */
  public ReturnTable onDatesOf(ReturnTable other) {
    HashSet<LocalDate> wanted = new HashSet<>(other.dates);
    int[] keep = new int[size()];
    int n = 0;
    for (int r = 0; r < size(); r++) {
      if (wanted.contains(dates.get(r))) {
        keep[n++] = r;
      }
    }
    int count = n;
    double[][] out = new double[columns.length][count];
    List<LocalDate> kept = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      kept.add(dates.get(keep[i]));
      for (int c = 0; c < out.length; c++) {
        out[c][i] = columns[c][keep[i]];
      }
    }
    return new ReturnTable(names, List.copyOf(kept), out, basis, history);
  }

  /** The columns of both tables side by side; dates and basis must agree. */
  public ReturnTable beside(ReturnTable other) {
    requireSameDates(other);
    if (basis != other.basis) {
      throw new InvalidDataException(
          "return tables: one holds " + basis + " returns, the other " + other.basis);
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(other.names);
    double[][] both = Arrays.copyOf(columns, all.size());
    System.arraycopy(other.columns, 0, both, columns.length, other.columns.length);
    return of(all, dates, both, basis);
  }

  /**
   * Requires the other table to have the same dates.
   *
   * @throws InvalidDataException naming the first row that differs and how to align
   */
  public void requireSameDates(ReturnTable other) {
    int n = Math.min(size(), other.size());
    for (int r = 0; r < n; r++) {
      if (!dates.get(r).equals(other.dates.get(r))) {
        throw new InvalidDataException(
            "return tables: misaligned dates, row "
                + r
                + " is "
                + dates.get(r)
                + " in one and "
                + other.dates.get(r)
                + " in the other; align with atMonthEnds() and onDatesOf()");
      }
    }
    if (size() != other.size()) {
      throw new InvalidDataException(
          "return tables: misaligned dates, one has "
              + size()
              + " rows and the other "
              + other.size()
              + "; align with onDatesOf()");
    }
  }

  /**
   * Requires that no return is missing.
   *
   * @throws InvalidDataException naming column and date of the first that is
   */
  public ReturnTable requireComplete() {
    for (int c = 0; c < columns.length; c++) {
      for (int r = 0; r < size(); r++) {
        if (Double.isNaN(columns[c][r])) {
          throw new InvalidDataException(
              names.get(c) + ", " + dates.get(r) + ": the return is missing");
        }
      }
    }
    return this;
  }

  /**
   * What looks wrong with the numbers: columns that seem to be in per cent, months without a row.
   */
  public List<String> warnings() {
    List<String> out = new ArrayList<>();
    for (int c = 0; c < columns.length; c++) {
      double scale = typicalSize(c);
      if (scale > PERCENT_SCALE / 10 * Math.sqrt(periodDays() / 30.0)) {
        out.add(
            "column "
                + names.get(c)
                + ": a typical return is "
                + scale
                + ", percent suspected where decimals are expected");
      }
    }
    List<YearMonth> gaps = periodDays() >= 27 ? missingMonths() : List.of();
    if (!gaps.isEmpty() && periodDays() < 32) {
      out.add("missing months: " + gaps);
    }
    return out;
  }

  private double periodDays() {
    if (size() < 2) {
      return 30;
    }
    long[] gaps = new long[size() - 1];
    for (int r = 1; r < size(); r++) {
      gaps[r - 1] = dates.get(r).toEpochDay() - dates.get(r - 1).toEpochDay();
    }
    Arrays.sort(gaps);
    return gaps[(gaps.length - 1) / 2];
  }

  /** The median absolute return of a column; 0 if it is empty. */
  double typicalSize(int c) {
    double[] sizes =
        Arrays.stream(columns[c]).filter(v -> !Double.isNaN(v)).map(Math::abs).sorted().toArray();
    return sizes.length == 0 ? 0 : sizes[sizes.length / 2];
  }

  /**
   * As part of a market context.
   *
   * @param delay from the midnight (UTC) that ends a period's date until the return is public
   * @throws InvalidDataException if a return is missing
   */
  public FactorReturns toFactorReturns(Duration delay) {
    List<Instant> known =
        dates.stream()
            .map(d -> d.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(delay))
            .toList();
    return FactorReturns.of(names, known, columns);
  }

  private List<String> with(String step) {
    List<String> out = new ArrayList<>(history);
    out.add(step);
    return List.copyOf(out);
  }

  @Override
  public String toString() {
    return size() == 0
        ? "empty return table " + names
        : size()
            + " "
            + basis
            + " returns of "
            + names
            + " from "
            + dates.get(0)
            + " to "
            + dates.get(size() - 1);
  }
}
