// SPDX-License-Identifier: Apache-2.0

/** Numeric kernels on {@code double[]}: the arithmetic under every quantitative module. */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.math {
  requires transitive io.github.quantml.api;
  requires static transitive org.jspecify;
  requires commons.math3;

  exports io.github.quantml.math;
  exports io.github.quantml.math.backend;
  exports io.github.quantml.math.calibration;
  exports io.github.quantml.math.distribution;
  exports io.github.quantml.math.drift;
  exports io.github.quantml.math.linalg;
  exports io.github.quantml.math.random;
  exports io.github.quantml.math.regression;
  exports io.github.quantml.math.rolling;
  exports io.github.quantml.math.stats;

  uses io.github.quantml.api.spi.ComputeBackend;

  provides io.github.quantml.api.spi.ComputeBackend with
      io.github.quantml.math.backend.JavaComputeBackend;
}
