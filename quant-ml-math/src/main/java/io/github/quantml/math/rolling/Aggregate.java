// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/**
 * A mergeable summary of consecutive values: the one definition behind batch, streaming and
 * expanding windows.
 *
 * <p>A summary is a column of {@link #components()} numbers. Methods work on {@code count}
 * summaries at once, held in parallel arrays from index 0: the JIT vectorises loops over arrays
 * that share one index, and does not where they have different offsets, so callers shift by
 * copying. Streaming calls the same methods with a count of one. "a" is always older than "b".
 *
 * <p>Instances hold scratch memory and belong to one computation.
 */
abstract class Aggregate {
  /** How many numbers summarise a run of values. */
  abstract int components();

  /** How many input columns there are. */
  int inputs() {
    return 1;
  }

  /** Whether overlapping runs may be merged, as for minimum and maximum. */
  boolean isIdempotent() {
    return false;
  }

  /** Writes the summaries of the single values from an offset of each input. */
  abstract void lift(double[][] inputs, int from, double[][] out, int count);

  /**
   * Writes the summaries of the runs of two values from an offset on: to the bit those that {@link
   * #lift} and {@link #mergeHalves} give, which is what this does unless there is a shorter way.
   *
   * @param older scratch, like {@code newer}
   */
  void liftPairs(
      double[][] inputs, int from, double[][] out, double[][] older, double[][] newer, int count) {
    lift(inputs, from, older, count);
    lift(inputs, from + 1, newer, count);
    mergeHalves(1, older, newer, out, count);
  }

  /** Merges runs of {@code half} values each; {@code out} is distinct from both. */
  abstract void mergeHalves(int half, double[][] a, double[][] b, double[][] out, int count);

  /** Merges runs of {@code na} and {@code nb} values; {@code out} may be {@code b}. */
  abstract void merge(int na, int nb, double[][] a, double[][] b, double[][] out, int count);

  /**
   * Writes the summary of one value of each input from {@code at} on.
   *
   * <p>This and {@link #mergeOne} are for streams: the operations of the loops in their order, so
   * with their bits, on the numbers of single summaries that lie side by side.
   */
  void liftOne(double[][] inputs, double[] out, int at) {
    java.util.Arrays.fill(out, at, at + components(), 0);
    out[at] = inputs[0][0];
  }

  /**
   * Merges one run of {@code na} values, from index i, with one of {@code nb}, from j, into {@code
   * out} from k on, which may be the place of b.
   */
  void mergeOne(int na, int nb, double[] a, int i, double[] b, int j, double[] out, int k) {
    int n = components();
    double[][] x = new double[n][1];
    double[][] y = new double[n][1];
    double[][] z = new double[n][1];
    for (int c = 0; c < n; c++) {
      x[c][0] = a[i + c];
      y[c][0] = b[j + c];
    }
    if (na == nb) {
      mergeHalves(na, x, y, z, 1);
    } else {
      merge(na, nb, x, y, z, 1);
    }
    for (int c = 0; c < n; c++) {
      out[k + c] = z[c][0];
    }
  }
}
