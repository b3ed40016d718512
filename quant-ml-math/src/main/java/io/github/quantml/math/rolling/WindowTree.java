// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/**
 * Summaries of every window of a fixed length, by doubling.
 *
 * <p>Summaries of runs of 1, 2, 4, … values come from one merge each; a window of w values is the
 * merge of the runs named by the binary digits of w, the smallest newest. Every window is therefore
 * merged in the same tree whatever its position: its summary is a function of its values alone, bit
 * for bit, rounding grows with log w, and a NaN reaches exactly the windows that contain it. About
 * log₂ w + (ones in w) vectorised merges per value.
 *
 * <p>For minimum and maximum the last two runs may overlap, as in van Herk (1992) and Gil and
 * Werman (1993), whose two comparisons per value do not vectorise.
 */
final class WindowTree {
  /** Values of a block: small, so that its arrays stay in the first-level cache. */
  private static final int MIN_BLOCK = 256;

  private final Aggregate aggregate;
  private final int window;
  private final int block;
  private double[][] level;
  private double[][] next;
  private final double[][] shifted;
  private final double[][] result;

  WindowTree(Aggregate aggregate, int window, int outputs) {
    this.aggregate = aggregate;
    this.window = window;
    this.block = Math.max(1, Math.min(Math.max(MIN_BLOCK, 2 * window), outputs));
    int components = aggregate.components();
    int span = block + window;
    this.level = new double[components][span];
    this.next = new double[components][span];
    this.shifted = new double[components][span];
    this.result = new double[components][block];
  }

  /** How many windows one call of {@link #summarise} can do. */
  int block() {
    return block;
  }

  /**
   * The summaries of the windows that start at {@code start}, {@code start + 1}, …; valid until the
   * next call.
   */
  double[][] summarise(double[][] inputs, int start, int count) {
    if (window == 1) {
      aggregate.lift(inputs, start, result, count);
      return result;
    }
    int covered = 0;
    if (!aggregate.isIdempotent() && (window & 1) != 0) {
      aggregate.lift(inputs, start + window - 1, result, count);
      covered = 1;
    }
    int length = count + window - 2;
    aggregate.liftPairs(inputs, start, level, shifted, next, length);
    int size = 2;
    while (true) {
      if (!aggregate.isIdempotent() && (window & size) != 0) {
        append(size, covered, count);
        covered += size;
      }
      if (2 * size > window) {
        break;
      }
      length -= size;
      shift(size, length);
      aggregate.mergeHalves(size, level, shifted, next, length);
      double[][] swapped = level;
      level = next;
      next = swapped;
      size *= 2;
    }
    if (aggregate.isIdempotent()) {
      shift(window - size, count);
      aggregate.merge(size, size, level, shifted, result, count);
    }
    return result;
  }

  /**
   * Puts the run of {@code size} values before the {@code covered} newest values of each window.
   */
  private void append(int size, int covered, int count) {
    int offset = window - covered - size;
    if (covered == 0) {
      for (int c = 0; c < result.length; c++) {
        System.arraycopy(level[c], offset, result[c], 0, count);
      }
    } else {
      shift(offset, count);
      aggregate.merge(size, covered, shifted, result, result, count);
    }
  }

  private void shift(int offset, int count) {
    for (int c = 0; c < shifted.length; c++) {
      System.arraycopy(level[c], offset, shifted[c], 0, count);
    }
  }
}
