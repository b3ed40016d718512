// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;

/**
 * The rows a hidden Markov model sees: one or several independent sequences of {@code dimensions}
 * numbers per row, stored row by row.
 *
 * <p>NaN means "missing": a missing value is integrated out, so a row of NaN leaves the state
 * probabilities at their prediction. Infinities are refused. No transition is assumed across the
 * boundary between two sequences. Instances are immutable and thread-safe.
 */
public final class Observations {
  private final double[] values;
  private final int dimensions;
  private final int[] starts;
  private final boolean complete;

  private Observations(double[] values, int dimensions, int[] starts) {
    this.values = values;
    this.dimensions = dimensions;
    this.starts = starts;
    this.complete = countMissing(values) == 0;
  }

  /**
   * One sequence of single numbers.
   *
   * @param series the values; copied
   * @return the observations
   */
  public static Observations of(double[] series) {
    return ofRowMajor(series, 1, series.length);
  }

  /**
   * Several independent sequences of single numbers.
   *
   * @param sequences the sequences, none empty; copied
   * @return the observations
   */
  public static Observations ofSequences(double[]... sequences) {
    int[] lengths = new int[sequences.length];
    int total = 0;
    for (int i = 0; i < sequences.length; i++) {
      lengths[i] = sequences[i].length;
      total += lengths[i];
    }
    double[] all = new double[total];
    int at = 0;
    for (double[] sequence : sequences) {
      System.arraycopy(sequence, 0, all, at, sequence.length);
      at += sequence.length;
    }
    return ofRowMajor(all, 1, lengths);
  }

  /**
   * One sequence of rows.
   *
   * @param rows the rows, all of the same positive length; copied
   * @return the observations
   */
  public static Observations ofRows(double[][] rows) {
    if (rows.length == 0) {
      throw new InvalidDataException("observations need at least 1 row, got 0");
    }
    int dimensions = rows[0].length;
    double[] flat = new double[rows.length * dimensions];
    for (int t = 0; t < rows.length; t++) {
      if (rows[t].length != dimensions) {
        throw new InvalidDataException(
            "row " + t + " has " + rows[t].length + " columns, needed " + dimensions);
      }
      System.arraycopy(rows[t], 0, flat, t * dimensions, dimensions);
    }
    return ofRowMajor(flat, dimensions, rows.length);
  }

  /**
   * Sequences given as one row-major array.
   *
   * @param values the values, row by row; copied
   * @param dimensions numbers per row, at least 1
   * @param lengths rows of each sequence, each at least 1, summing to the number of rows
   * @return the observations
   */
  public static Observations ofRowMajor(double[] values, int dimensions, int... lengths) {
    if (dimensions < 1) {
      throw new IllegalArgumentException("dimensions must be at least 1, got " + dimensions);
    }
    int[] starts = new int[lengths.length + 1];
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] < 1) {
        throw new InvalidDataException(
            "sequence " + i + " needs at least 1 row, got " + lengths[i]);
      }
      starts[i + 1] = starts[i] + lengths[i];
    }
    if ((long) starts[lengths.length] * dimensions != values.length || lengths.length == 0) {
      throw new InvalidDataException(
          "sequence lengths need "
              + (long) starts[lengths.length] * dimensions
              + " values, got "
              + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      if (Double.isInfinite(values[i])) {
        throw new InvalidDataException(
            "observation row " + i / dimensions + " column " + i % dimensions + " is " + values[i]);
      }
    }
    return new Observations(values.clone(), dimensions, starts);
  }

  /**
   * The number of rows over all sequences.
   *
   * @return rows
   */
  public int size() {
    return starts[starts.length - 1];
  }

  /**
   * Numbers per row.
   *
   * @return the dimension
   */
  public int dimensions() {
    return dimensions;
  }

  /**
   * The number of independent sequences.
   *
   * @return sequences
   */
  public int sequences() {
    return starts.length - 1;
  }

  /**
   * One value.
   *
   * @param row row, from 0
   * @param column column, from 0
   * @return the value, NaN when missing
   */
  public double get(int row, int column) {
    return values[row * dimensions + column];
  }

  /**
   * The number of missing values.
   *
   * @return how many values are NaN
   */
  public int missing() {
    return complete ? 0 : countMissing(values);
  }

  int start(int sequence) {
    return starts[sequence];
  }

  boolean complete() {
    return complete;
  }

  /** The backing array: read only by agreement inside the package. */
  double[] raw() {
    return values;
  }

  private static int countMissing(double[] values) {
    int missing = 0;
    for (double value : values) {
      if (Double.isNaN(value)) {
        missing++;
      }
    }
    return missing;
  }

  /** Mean (index 0) and population variance (index 1) of the present values of a column. */
  double[] moments(int column) {
    double sum = 0;
    int count = 0;
    for (int i = column; i < values.length; i += dimensions) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
        count++;
      }
    }
    if (count == 0) {
      throw new InvalidDataException(
          "column " + column + " needs at least 1 present value, got 0 of " + size() + " rows");
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = column; i < values.length; i += dimensions) {
      double deviation = values[i] - mean;
      if (!Double.isNaN(deviation)) {
        squares += deviation * deviation;
      }
    }
    return new double[] {mean, squares / count};
  }

  @Override
  public String toString() {
    return "Observations[rows="
        + size()
        + ", dimensions="
        + dimensions
        + ", starts="
        + Arrays.toString(starts)
        + "]";
  }
}
