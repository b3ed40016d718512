// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import java.util.Arrays;

/** Components: the sum and what rounding lost of it. */
final class SumAggregate extends Aggregate {
  @Override
  int components() {
    return 2;
  }

  @Override
  void lift(double[][] inputs, int from, double[][] out, int count) {
    System.arraycopy(inputs[0], from, out[0], 0, count);
    Arrays.fill(out[1], 0, count, 0);
  }

  @Override
  void liftPairs(
      double[][] inputs, int from, double[][] out, double[][] older, double[][] newer, int count) {
    System.arraycopy(inputs[0], from, older[0], 0, count);
    System.arraycopy(inputs[0], from + 1, newer[0], 0, count);
    Doubled.addSingles(older[0], newer[0], out[0], out[1], count);
  }

  @Override
  void mergeHalves(int half, double[][] a, double[][] b, double[][] out, int count) {
    Doubled.add(a[0], a[1], b[0], b[1], out[0], out[1], count);
  }

  @Override
  void merge(int na, int nb, double[][] a, double[][] b, double[][] out, int count) {
    Doubled.add(a[0], a[1], b[0], b[1], out[0], out[1], count);
  }

  @Override
  void mergeOne(int na, int nb, double[] a, int i, double[] b, int j, double[] out, int k) {
    Doubled.addOne(a, i, b, j, out, k);
  }
}
