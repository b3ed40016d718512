// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import java.util.Arrays;

/** Components: those of {@link TrendAggregate}, then M₂; what R² and residual errors need. */
final class TrendFitAggregate extends Aggregate {
  private final Scratch scratch = new Scratch(4);

  @Override
  int components() {
    return 4;
  }

  @Override
  void lift(double[][] inputs, int from, double[][] out, int count) {
    System.arraycopy(inputs[0], from, out[0], 0, count);
    for (int c = 1; c < 4; c++) {
      Arrays.fill(out[c], 0, count, 0);
    }
  }

  @Override
  void mergeHalves(int half, double[][] a, double[][] b, double[][] out, int count) {
    double[] d = scratch.array(3, count);
    Doubled.difference(a[0], a[1], b[0], b[1], d, count);
    TrendAggregate.addScaled(0.5 * half, d, a[2], b[2], out[2], count);
    MomentAggregate.addProducts(0.5 / half, d, d, a[3], b[3], out[3], count);
    Doubled.add(a[0], a[1], b[0], b[1], out[0], out[1], count);
  }

  @Override
  void merge(int na, int nb, double[][] a, double[][] b, double[][] out, int count) {
    double[] d = scratch.array(3, count);
    Doubled.scaledDifference(na, nb, a[0], a[1], b[0], b[1], d, scratch, count);
    TrendAggregate.addScaled(0.5, d, a[2], b[2], out[2], count);
    double factor = MomentAggregate.mergeFactor(na, nb);
    MomentAggregate.addProducts(factor, d, d, a[3], b[3], out[3], count);
    Doubled.add(a[0], a[1], b[0], b[1], out[0], out[1], count);
  }

  @Override
  void mergeOne(int na, int nb, double[] a, int i, double[] b, int j, double[] out, int k) {
    double d = Doubled.differenceOne(na, nb, a, i, b, j);
    double factor = na == nb ? 0.5 / na : MomentAggregate.mergeFactor(na, nb);
    out[k + 2] = (a[i + 2] + b[j + 2]) + (na == nb ? 0.5 * na : 0.5) * d;
    out[k + 3] = (a[i + 3] + b[j + 3]) + d * (d * factor);
    Doubled.addOne(a, i, b, j, out, k);
  }
}
