// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/** Arrays that grow on demand and are reused from call to call. */
final class Scratch {
  private final double[][] arrays;

  Scratch(int arrays) {
    this.arrays = new double[arrays][0];
  }

  double[] array(int index, int count) {
    if (arrays[index].length < count) {
      arrays[index] = new double[count];
    }
    return arrays[index];
  }
}
