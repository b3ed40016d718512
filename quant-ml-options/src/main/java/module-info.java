// SPDX-License-Identifier: Apache-2.0

/** Greeks, implied volatility, American prices, surfaces, volatility models and gamma exposure. */
module io.github.quantml.options {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
}
