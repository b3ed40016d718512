// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;
import java.util.List;

/**
 * Return series of risk factors (market, size, value, …), one row per period.
 *
 * <p>Immutable; {@link #until} is a view.
 */
public final class FactorReturns {
  private final List<String> names;
  private final List<Instant> known;
  private final double[][] columns;
  private final int size;

  private FactorReturns(List<String> names, List<Instant> known, double[][] columns, int size) {
    this.names = names;
    this.known = known;
    this.columns = columns;
    this.size = size;
  }

  /**
   * Copies and checks the columns.
   *
   * @param names one name per factor, no two alike
   * @param known when each row became known, strictly increasing
   * @param columns {@code columns[f][row]}: simple return of factor {@code f}, finite, copied
   * @throws InvalidDataException naming factor, row and value of the first violation
   */
  public static FactorReturns of(List<String> names, List<Instant> known, double[][] columns) {
    if (names.size() != columns.length
        || List.copyOf(names).stream().distinct().count() != names.size()) {
      throw new InvalidDataException(
          "factor returns: "
              + columns.length
              + " columns need as many different names, got "
              + names);
    }
    for (int r = 1; r < known.size(); r++) {
      if (!known.get(r).isAfter(known.get(r - 1))) {
        throw new InvalidDataException(
            "factor returns, row "
                + r
                + ": time "
                + known.get(r)
                + " is not after "
                + known.get(r - 1));
      }
    }
    double[][] copy = new double[columns.length][];
    for (int f = 0; f < columns.length; f++) {
      if (columns[f].length != known.size()) {
        throw new InvalidDataException(
            "factor "
                + names.get(f)
                + ": "
                + columns[f].length
                + " rows, but "
                + known.size()
                + " times");
      }
      copy[f] = columns[f].clone();
      for (int r = 0; r < copy[f].length; r++) {
        Checks.finite("factor " + names.get(f) + ", row " + r, "return", copy[f][r]);
      }
    }
    return new FactorReturns(List.copyOf(names), List.copyOf(known), copy, known.size());
  }

  public List<String> names() {
    return names;
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** When row {@code row} became known. */
  public Instant known(int row) {
    return known.get(checked(row));
  }

  /** Simple return of factor {@code factor} in row {@code row}. */
  public double value(int factor, int row) {
    return columns[factor][checked(row)];
  }

  private int checked(int row) {
    if (row < 0 || row >= size) {
      throw new IndexOutOfBoundsException("factor returns: row " + row + " of " + size);
    }
    return row;
  }

  /** View of the rows known at {@code t}. */
  public FactorReturns until(Instant t) {
    int visible = KnownOrder.countUntil(size, known::get, t);
    return visible == size ? this : new FactorReturns(names, known, columns, visible);
  }

  void addTo(Fingerprint f) {
    f.add(size);
    for (int c = 0; c < columns.length; c++) {
      f.add(names.get(c));
      for (int r = 0; r < size; r++) {
        f.add(columns[c][r]).add(EpochNanos.saturated(known.get(r)));
      }
    }
  }
}
