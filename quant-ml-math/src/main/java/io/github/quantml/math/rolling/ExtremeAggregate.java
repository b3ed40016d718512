// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/** Component: the smallest or the largest value; NaN if any value is NaN. */
final class ExtremeAggregate extends Aggregate {
  private final boolean largest;

  ExtremeAggregate(boolean largest) {
    this.largest = largest;
  }

  @Override
  int components() {
    return 1;
  }

  @Override
  boolean isIdempotent() {
    return true;
  }

  @Override
  void lift(double[][] inputs, int from, double[][] out, int count) {
    System.arraycopy(inputs[0], from, out[0], 0, count);
  }

  @Override
  void liftPairs(
      double[][] inputs, int from, double[][] out, double[][] older, double[][] newer, int count) {
    System.arraycopy(inputs[0], from, older[0], 0, count);
    System.arraycopy(inputs[0], from + 1, newer[0], 0, count);
    mergeHalves(1, older, newer, out, count);
  }

  @Override
  void mergeHalves(int half, double[][] a, double[][] b, double[][] out, int count) {
    if (largest) {
      max(a[0], b[0], out[0], count);
    } else {
      min(a[0], b[0], out[0], count);
    }
  }

  @Override
  void merge(int na, int nb, double[][] a, double[][] b, double[][] out, int count) {
    mergeHalves(na, a, b, out, count);
  }

  private static void max(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Math.max(a[i], b[i]);
    }
  }

  private static void min(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Math.min(a[i], b[i]);
    }
  }

  @Override
  void mergeOne(int na, int nb, double[] a, int i, double[] b, int j, double[] out, int k) {
    out[k] = largest ? Math.max(a[i], b[j]) : Math.min(a[i], b[j]);
  }
}
