// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import java.util.Arrays;

/**
 * Components: sum, its lost part, and the central moments M₂, M₃, M₄ (sums, not means).
 *
 * <p>Source: Pébay (2008), Formulas for robust, one-pass parallel computation of covariances and
 * arbitrary-order statistical moments, equations 2.1 and 3.1.
 */
final class HigherMomentAggregate extends Aggregate {
  private final Scratch scratch = new Scratch(6);

  @Override
  int components() {
    return 5;
  }

  @Override
  void lift(double[][] inputs, int from, double[][] out, int count) {
    System.arraycopy(inputs[0], from, out[0], 0, count);
    for (int c = 1; c < 5; c++) {
      Arrays.fill(out[c], 0, count, 0);
    }
  }

  @Override
  void mergeHalves(int half, double[][] a, double[][] b, double[][] out, int count) {
    double[] d = scratch.array(3, count);
    Doubled.difference(a[0], a[1], b[0], b[1], d, count);
    mergeMoments(half, half, 1.0 / half, d, a, b, out, count);
    Doubled.add(a[0], a[1], b[0], b[1], out[0], out[1], count);
  }

  @Override
  void merge(int na, int nb, double[][] a, double[][] b, double[][] out, int count) {
    double[] d = scratch.array(3, count);
    Doubled.scaledDifference(na, nb, a[0], a[1], b[0], b[1], d, scratch, count);
    mergeMoments(na, nb, 1 / ((double) na * nb), d, a, b, out, count);
    Doubled.add(a[0], a[1], b[0], b[1], out[0], out[1], count);
  }

  /** d·toMeans is the difference of the means. Highest moment first: {@code out} may be b. */
  private void mergeMoments(
      double na,
      double nb,
      double toMeans,
      double[] d,
      double[][] a,
      double[][] b,
      double[][] out,
      int count) {
    double n = na + nb;
    double p = na / n;
    double q = nb / n;
    for (int i = 0; i < count; i++) {
      d[i] *= toMeans;
    }
    fourth(p, q, n, d, a, b, out[4], count);
    third(p, q, n, d, a, b, out[3], count);
    MomentAggregate.addProducts(p * nb, d, d, a[2], b[2], out[2], count);
  }

  private void fourth(
      double p,
      double q,
      double n,
      double[] d,
      double[][] a,
      double[][] b,
      double[] out,
      int count) {
    double[] a2 = a[2];
    double[] b2 = b[2];
    double[] a3 = a[3];
    double[] b3 = b[3];
    double[] squares = scratch.array(4, count);
    double[] cubes = scratch.array(5, count);
    double pp = 6 * p * p;
    double qq = 6 * q * q;
    for (int i = 0; i < count; i++) {
      squares[i] = pp * b2[i] + qq * a2[i];
    }
    for (int i = 0; i < count; i++) {
      cubes[i] = 4 * (p * b3[i] - q * a3[i]);
    }
    double quartic = n * p * q * (p * p - p * q + q * q);
    for (int i = 0; i < count; i++) {
      double x = d[i];
      squares[i] = x * (cubes[i] + x * (squares[i] + quartic * (x * x)));
    }
    double[] a4 = a[4];
    double[] b4 = b[4];
    for (int i = 0; i < count; i++) {
      out[i] = (a4[i] + b4[i]) + squares[i];
    }
  }

  private static void third(
      double p,
      double q,
      double n,
      double[] d,
      double[][] a,
      double[][] b,
      double[] out,
      int count) {
    double[] a2 = a[2];
    double[] b2 = b[2];
    double[] a3 = a[3];
    double[] b3 = b[3];
    double cubic = n * p * q * (p - q);
    for (int i = 0; i < count; i++) {
      double x = d[i];
      out[i] = (a3[i] + b3[i]) + x * (cubic * x * x + 3 * (p * b2[i] - q * a2[i]));
    }
  }
}
