// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.gemm;

import io.github.quantml.api.spi.ComputeBackend;
import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.math.backend.JavaComputeBackend;
import io.github.quantml.nd4j.Nd4jComputeBackend;

/** An operation of the compute backends. */
public abstract class BackendComparison extends Comparison {
  final ComputeBackend java = new JavaComputeBackend();
  final ComputeBackend nd4j = new Nd4jComputeBackend();

  BackendComparison() {}

  @Override
  public String workload() {
    return "gemm";
  }

  /** What is left of an order at a scale. */
  static int scaled(int order, Scale scale) {
    return scale == Scale.FULL ? order : Math.min(order, 40);
  }
}
