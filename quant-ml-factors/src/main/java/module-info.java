// SPDX-License-Identifier: Apache-2.0

/** Fama-French and custom factor models, their tests, cross-sections, diagnostics and risk. */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.factors {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
  requires commons.math3;

  exports io.github.quantml.factors.data;
  exports io.github.quantml.factors.pricing;
  exports io.github.quantml.factors.signal;
}
