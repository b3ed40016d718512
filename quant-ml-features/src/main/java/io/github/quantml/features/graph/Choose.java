// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/** The second input where the first is not 0, else the third; NaN where the first is NaN. */
enum Choose implements Operator {
  CHOOSE;

  @Override
  public int warmUp() {
    return 0;
  }

  @Override
  public Cell start() {
    return (in, out) -> out[0] = Double.isNaN(in[0]) ? Double.NaN : in[0] != 0 ? in[1] : in[2];
  }
}
