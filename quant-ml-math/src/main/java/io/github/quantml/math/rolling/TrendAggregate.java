// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import java.util.Arrays;

/**
 * Components: sum, its lost part, and C = Σ (time − mean time)(x − mean), time counted in bars.
 *
 * <p>Merging runs whose mean times lie (na + nb)/2 apart adds ½(na·b − nb·a) to C.
 */
final class TrendAggregate extends Aggregate {
  private final Scratch scratch = new Scratch(4);

  @Override
  int components() {
    return 3;
  }

  @Override
  void lift(double[][] inputs, int from, double[][] out, int count) {
    System.arraycopy(inputs[0], from, out[0], 0, count);
    Arrays.fill(out[1], 0, count, 0);
    Arrays.fill(out[2], 0, count, 0);
  }

  @Override
  void mergeHalves(int half, double[][] a, double[][] b, double[][] out, int count) {
    double[] d = scratch.array(3, count);
    Doubled.difference(a[0], a[1], b[0], b[1], d, count);
    addScaled(0.5 * half, d, a[2], b[2], out[2], count);
    Doubled.add(a[0], a[1], b[0], b[1], out[0], out[1], count);
  }

  @Override
  void merge(int na, int nb, double[][] a, double[][] b, double[][] out, int count) {
    double[] d = scratch.array(3, count);
    Doubled.scaledDifference(na, nb, a[0], a[1], b[0], b[1], d, scratch, count);
    addScaled(0.5, d, a[2], b[2], out[2], count);
    Doubled.add(a[0], a[1], b[0], b[1], out[0], out[1], count);
  }

  /** out = a + b + factor·d. */
  static void addScaled(
      double factor, double[] d, double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = (a[i] + b[i]) + factor * d[i];
    }
  }

  @Override
  void mergeOne(int na, int nb, double[] a, int i, double[] b, int j, double[] out, int k) {
    double d = Doubled.differenceOne(na, nb, a, i, b, j);
    out[k + 2] = (a[i + 2] + b[j + 2]) + (na == nb ? 0.5 * na : 0.5) * d;
    Doubled.addOne(a, i, b, j, out, k);
  }
}
