// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.data;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Windows of a panel with their labels; a view that copies no row. Immutable.
 *
 * <p>Window w ends at row e = {@link #end(int) end(w)} and holds the rows e − length + 1 … e. Its
 * label is either the next {@code steps} rows of the target columns, or one row of a table of
 * labels that belongs to row e. A label is known {@code reach} rows after e; splits are purged by
 * that: no label of a part reaches into the next part.
 */
public final class Windows {
  private final Panel inputs;
  private final Panel labels;
  private final int[] targets;
  private final int length;
  private final int steps;
  private final int reach;
  private final int offset;
  private final int first;
  private final int count;

  private Windows(
      Panel inputs,
      Panel labels,
      int[] targets,
      int length,
      int steps,
      int reach,
      int offset,
      int first,
      int count) {
    this.inputs = inputs;
    this.labels = labels;
    this.targets = targets;
    this.length = length;
    this.steps = steps;
    this.reach = reach;
    this.offset = offset;
    this.first = first;
    this.count = count;
  }

  /**
   * Windows whose label is the future of some columns.
   *
   * @param length rows of a window, at least 1
   * @param steps rows to forecast, at least 1
   * @param targets columns to forecast; none means all
   * @throws InsufficientDataException when the panel is shorter than length + steps
   */
  public static Windows of(Panel panel, int length, int steps, String... targets) {
    requirePositive("length", length);
    requirePositive("steps", steps);
    long needed = (long) length + steps;
    if (panel.rows() < needed) {
      throw new InsufficientDataException(
          "panel: rows for windows of " + length + " and " + steps + " steps",
          needed,
          panel.rows());
    }
    int[] columns =
        targets.length == 0
            ? IntStream.range(0, panel.columns()).toArray()
            : Arrays.stream(targets).mapToInt(panel::indexOf).toArray();
    int count = panel.rows() - length - steps + 1;
    return new Windows(panel, panel, columns, length, steps, steps, 1, length - 1, count);
  }

  /** Windows of open, high, low, close and volume whose label is the future of the close. */
  public static Windows of(BarSeries bars, int length, int steps) {
    long needed = (long) length + steps;
    if (bars.size() < needed) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars for windows of " + length + " and " + steps + " steps",
          needed,
          bars.size());
    }
    return of(Panel.of(bars), length, steps, "close");
  }

  /**
   * Windows whose label is the row of a table that belongs to their last row.
   *
   * @param labels as many rows as the inputs; the last {@code reach} rows are never read
   * @param length rows of a window, at least 1
   * @param reach rows after a window's end at which its label is known, at least 1
   */
  public static Windows labelled(Panel inputs, Panel labels, int length, int reach) {
    requirePositive("length", length);
    requirePositive("reach", reach);
    if (labels.rows() != inputs.rows()) {
      throw new IllegalArgumentException(
          "labels: must have " + inputs.rows() + " rows like the inputs, got " + labels.rows());
    }
    long needed = (long) length + reach;
    if (inputs.rows() < needed) {
      throw new InsufficientDataException(
          "panel: rows for windows of " + length + " with labels " + reach + " ahead",
          needed,
          inputs.rows());
    }
    int[] columns = IntStream.range(0, labels.columns()).toArray();
    int count = inputs.rows() - length - reach + 1;
    return new Windows(inputs, labels, columns, length, 1, reach, 0, length - 1, count);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": must be at least 1, got " + value);
    }
  }

  /**
   * The windows that belong to the rows {@code from} (inclusive) to {@code to} (exclusive): those
   * whose label lies in them. Their inputs may begin before.
   *
   * @throws InsufficientDataException when there is none
   */
  public Windows between(int from, int to) {
    int low = Math.max(first, from - offset);
    int high = Math.min(first + count - 1, to - 1 - reach);
    if (high < low) {
      throw new InsufficientDataException(
          "panel: rows for one window whose label lies in [" + from + ", " + to + ")",
          (long) reach + 1,
          Math.max(0, to - from));
    }
    return new Windows(inputs, labels, targets, length, steps, reach, offset, low, high - low + 1);
  }

  /** A chronological split, purged. */
  public record Split(Windows train, Windows validation, Windows test) {}

  /**
   * Training, validation and test windows in order of time.
   *
   * @param train share of the rows, in (0, 1)
   * @param validation share of the rows, in (0, 1 − train)
   */
  public Split split(double train, double validation) {
    if (!(train > 0 && validation > 0 && train + validation < 1)) {
      throw new IllegalArgumentException(
          "split: shares must be positive and leave a rest, got " + train + " and " + validation);
    }
    int a = (int) (train * inputs.rows());
    int b = (int) ((train + validation) * inputs.rows());
    return new Split(between(0, a), between(a, b), between(b, inputs.rows()));
  }

  public int size() {
    return count;
  }

  /** Rows of one window. */
  public int length() {
    return length;
  }

  /** Rows of one label. */
  public int steps() {
    return steps;
  }

  public int reach() {
    return reach;
  }

  public Panel inputs() {
    return inputs;
  }

  public Panel labels() {
    return labels;
  }

  /** Columns of {@link #labels} that are forecast. */
  public int[] targets() {
    return targets.clone();
  }

  public List<String> targetNames() {
    return Arrays.stream(targets).mapToObj(labels.names()::get).toList();
  }

  /** Whether the targets are future rows of the inputs themselves. */
  public boolean isAutoregressive() {
    return offset == 1;
  }

  /** The last row of window w. */
  public int end(int w) {
    if (w < 0 || w >= count) {
      throw new IndexOutOfBoundsException("window " + w + " of " + count);
    }
    return first + w;
  }

  /** The first row that any window here reads. */
  public int firstRow() {
    return first - length + 1;
  }

  /** One past the last row that any label here rests on. */
  public int endRow() {
    return first + count + reach;
  }

  /** Row of {@link #labels} where the label of window w begins. */
  public int labelRow(int w) {
    return end(w) + offset;
  }

  /** Window w as raw numbers, row after row. */
  public float[] window(int w) {
    int f = inputs.columns();
    float[] out = new float[length * f];
    int from = end(w) - length + 1;
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) inputs.value(from + k / f, k % f);
    }
    return out;
  }

  /** Label of window w, step after step. */
  public double[] label(int w) {
    double[] out = new double[steps * targets.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = labels.value(labelRow(w) + k / targets.length, targets[k % targets.length]);
    }
    return out;
  }

  /** Moments of the rows of these windows, and of their labels where these are rows themselves. */
  public Scaler fitScaler() {
    return Scaler.fit(inputs, firstRow(), isAutoregressive() ? endRow() : first + count);
  }

  /** Moments of the labels of these windows: of the columns forecast. */
  public Scaler fitLabelScaler() {
    return isAutoregressive()
        ? fitScaler().select(targets)
        : Scaler.fit(labels, labelRow(0), labelRow(count - 1) + 1);
  }
}
