// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

/** The NIST StRD univariate sets NumAcc2, NumAcc3 and NumAcc4: a base, then base ∓ 0.1 in turn. */
public final class NumAcc {

  private NumAcc() {}

  public static double[] bases() {
    return new double[] {1.2, 1000000.2, 10000000.2};
  }

  public static double[] series(double base) {
    double floor = Math.floor(base);
    double[] x = new double[1001];
    x[0] = base;
    for (int i = 1; i < x.length; i++) {
      x[i] = floor + (i % 2 == 1 ? 0.1 : 0.3);
    }
    return x;
  }
}
