// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/** A number wherever the input has one. */
record Constant(double value) implements Operator {
  @Override
  public String name() {
    return "constant(" + value + ")";
  }

  @Override
  public int warmUp() {
    return 0;
  }

  @Override
  public Cell start() {
    return (in, out) -> out[0] = Double.isNaN(in[0]) ? Double.NaN : value;
  }
}
