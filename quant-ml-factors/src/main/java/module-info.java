// SPDX-License-Identifier: Apache-2.0

/** Fama-French and custom factor models, their tests, cross-sections, diagnostics and risk. */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.factors {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
  requires commons.math3;

  exports io.github.quantml.factors;
  exports io.github.quantml.factors.custom;
  exports io.github.quantml.factors.data;
  exports io.github.quantml.factors.pricing;
  exports io.github.quantml.factors.risk;
  exports io.github.quantml.factors.signal;

  provides io.github.quantml.api.spi.ModelTrainerProvider with
      io.github.quantml.factors.FactorsProvider;
  provides io.github.quantml.api.spi.PortableModelLoader with
      io.github.quantml.factors.FactorsProvider;
}
