// SPDX-License-Identifier: Apache-2.0

/**
 * Named market features with proofs: what each means, where its formula comes from, what it looks
 * back at, and when it is known; and their selection.
 */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.features {
  exports io.github.quantml.features;
  exports io.github.quantml.features.contract;
  exports io.github.quantml.features.disclosure;
  exports io.github.quantml.features.formula;
  exports io.github.quantml.features.graph;
  exports io.github.quantml.features.market;
  exports io.github.quantml.features.member;
  exports io.github.quantml.features.selection;
  exports io.github.quantml.features.spi;
  exports io.github.quantml.features.trades;

  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
  requires commons.math3;

  uses io.github.quantml.features.spi.FeatureProvider;

  provides io.github.quantml.api.spi.PortableModelLoader with
      io.github.quantml.features.member.FeatureRegressionLoader;
}
