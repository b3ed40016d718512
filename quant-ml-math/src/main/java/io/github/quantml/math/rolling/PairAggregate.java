// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import java.util.Arrays;

/** Components: the sums of x and of y with their lost parts, then M₂ of x, M₂ of y, and Cxy. */
final class PairAggregate extends Aggregate {
  private final Scratch scratch = new Scratch(5);

  @Override
  int components() {
    return 7;
  }

  @Override
  int inputs() {
    return 2;
  }

  @Override
  void lift(double[][] inputs, int from, double[][] out, int count) {
    System.arraycopy(inputs[0], from, out[0], 0, count);
    System.arraycopy(inputs[1], from, out[2], 0, count);
    for (int c = 1; c < 7; c++) {
      if (c != 2) {
        Arrays.fill(out[c], 0, count, 0);
      }
    }
  }

  @Override
  void liftPairs(
      double[][] inputs, int from, double[][] out, double[][] older, double[][] newer, int count) {
    System.arraycopy(inputs[0], from, older[0], 0, count);
    System.arraycopy(inputs[0], from + 1, newer[0], 0, count);
    System.arraycopy(inputs[1], from, older[2], 0, count);
    System.arraycopy(inputs[1], from + 1, newer[2], 0, count);
    double[] a = older[0];
    double[] b = newer[0];
    double[] c = older[2];
    double[] d = newer[2];
    MomentAggregate.halfProducts(a, b, a, b, out[4], count);
    MomentAggregate.halfProducts(c, d, c, d, out[5], count);
    MomentAggregate.halfProducts(a, b, c, d, out[6], count);
    Doubled.addSingles(a, b, out[0], out[1], count);
    Doubled.addSingles(c, d, out[2], out[3], count);
  }

  @Override
  void mergeHalves(int half, double[][] a, double[][] b, double[][] out, int count) {
    double[] dx = scratch.array(3, count);
    double[] dy = scratch.array(4, count);
    Doubled.difference(a[0], a[1], b[0], b[1], dx, count);
    Doubled.difference(a[2], a[3], b[2], b[3], dy, count);
    mergeRest(0.5 / half, dx, dy, a, b, out, count);
  }

  @Override
  void merge(int na, int nb, double[][] a, double[][] b, double[][] out, int count) {
    double[] dx = scratch.array(3, count);
    double[] dy = scratch.array(4, count);
    Doubled.scaledDifference(na, nb, a[0], a[1], b[0], b[1], dx, scratch, count);
    Doubled.scaledDifference(na, nb, a[2], a[3], b[2], b[3], dy, scratch, count);
    mergeRest(MomentAggregate.mergeFactor(na, nb), dx, dy, a, b, out, count);
  }

  private static void mergeRest(
      double factor,
      double[] dx,
      double[] dy,
      double[][] a,
      double[][] b,
      double[][] out,
      int count) {
    MomentAggregate.addProducts(factor, dx, dx, a[4], b[4], out[4], count);
    MomentAggregate.addProducts(factor, dy, dy, a[5], b[5], out[5], count);
    MomentAggregate.addProducts(factor, dx, dy, a[6], b[6], out[6], count);
    Doubled.add(a[0], a[1], b[0], b[1], out[0], out[1], count);
    Doubled.add(a[2], a[3], b[2], b[3], out[2], out[3], count);
  }

  @Override
  void liftOne(double[][] inputs, double[] out, int at) {
    Arrays.fill(out, at, at + 7, 0);
    out[at] = inputs[0][0];
    out[at + 2] = inputs[1][0];
  }

  @Override
  void mergeOne(int na, int nb, double[] a, int i, double[] b, int j, double[] out, int k) {
    double dx = Doubled.differenceOne(na, nb, a, i, b, j);
    double dy = Doubled.differenceOne(na, nb, a, i + 2, b, j + 2);
    double factor = na == nb ? 0.5 / na : MomentAggregate.mergeFactor(na, nb);
    out[k + 4] = (a[i + 4] + b[j + 4]) + dx * (dx * factor);
    out[k + 5] = (a[i + 5] + b[j + 5]) + dy * (dy * factor);
    out[k + 6] = (a[i + 6] + b[j + 6]) + dx * (dy * factor);
    Doubled.addOne(a, i, b, j, out, k);
    Doubled.addOne(a, i + 2, b, j + 2, out, k + 2);
  }
}
