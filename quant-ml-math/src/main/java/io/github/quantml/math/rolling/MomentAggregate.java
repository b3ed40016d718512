// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import java.util.Arrays;

/**
 * Components: sum, its lost part, and the sum M₂ of squared deviations from the mean.
 *
 * <p>M₂ is a sum of non-negative terms each of small relative error, so its own relative error is a
 * few units in the last place at any level of the values, and it is 0 only if all values are equal.
 *
 * <p>Source: Chan, Golub, LeVeque (1983), Algorithms for computing the sample variance, equation
 * 2.1.
 */
final class MomentAggregate extends Aggregate {
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
  void liftPairs(
      double[][] inputs, int from, double[][] out, double[][] older, double[][] newer, int count) {
    System.arraycopy(inputs[0], from, older[0], 0, count);
    System.arraycopy(inputs[0], from + 1, newer[0], 0, count);
    halfProducts(older[0], newer[0], older[0], newer[0], out[2], count);
    Doubled.addSingles(older[0], newer[0], out[0], out[1], count);
  }

  /** out = ½(b − a)(d − c): what two values each of x and y add to their sum of products. */
  static void halfProducts(
      double[] a, double[] b, double[] c, double[] d, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = 0.0 + (b[i] - a[i]) * ((d[i] - c[i]) * 0.5);
    }
  }

  @Override
  void mergeHalves(int half, double[][] a, double[][] b, double[][] out, int count) {
    double[] d = scratch.array(3, count);
    Doubled.difference(a[0], a[1], b[0], b[1], d, count);
    addProducts(0.5 / half, d, d, a[2], b[2], out[2], count);
    Doubled.add(a[0], a[1], b[0], b[1], out[0], out[1], count);
  }

  @Override
  void merge(int na, int nb, double[][] a, double[][] b, double[][] out, int count) {
    double[] d = scratch.array(3, count);
    Doubled.scaledDifference(na, nb, a[0], a[1], b[0], b[1], d, scratch, count);
    addProducts(mergeFactor(na, nb), d, d, a[2], b[2], out[2], count);
    Doubled.add(a[0], a[1], b[0], b[1], out[0], out[1], count);
  }

  /** What turns the square of na·nb·(difference of means) into the growth of M₂. */
  static double mergeFactor(double na, double nb) {
    return 1 / (na * nb * (na + nb));
  }

  /** out = a + b + factor·x·y. */
  static void addProducts(
      double factor, double[] x, double[] y, double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = (a[i] + b[i]) + x[i] * (y[i] * factor);
    }
  }

  @Override
  void mergeOne(int na, int nb, double[] a, int i, double[] b, int j, double[] out, int k) {
    double d = Doubled.differenceOne(na, nb, a, i, b, j);
    double factor = na == nb ? 0.5 / na : mergeFactor(na, nb);
    out[k + 2] = (a[i + 2] + b[j + 2]) + d * (d * factor);
    Doubled.addOne(a, i, b, j, out, k);
  }
}
