// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.tuner;

import io.github.quantml.pipeline.tune.Sampler;

/** Samplers by the names of the tables. */
final class Samplers {
  private Samplers() {}

  static Sampler named(String name) {
    return switch (name) {
      case "tpe" -> Sampler.tpe();
      case "tpeUnivariate" -> Sampler.tpe().univariate();
      case "cmaEs" -> Sampler.cmaEs();
      case "sobol" -> Sampler.sobol();
      case "random" -> Sampler.random();
      default -> throw new IllegalArgumentException("sampler: unknown, got " + name);
    };
  }
}
