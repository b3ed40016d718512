// SPDX-License-Identifier: Apache-2.0

/** Gradient boosting and random forests on engineered features, as ensemble members. */
@SuppressWarnings("requires-automatic") // Commons Math 3 and Smile have no module descriptors.
module io.github.quantml.tabular {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.features;
  requires transitive io.github.quantml.math;
  requires commons.math3;
  requires smile.core;
  requires smile.data;
  requires smile.math;

  exports io.github.quantml.tabular;

  provides io.github.quantml.api.spi.ModelTrainerProvider with
      io.github.quantml.tabular.TabularProvider;
  provides io.github.quantml.api.spi.PortableModelLoader with
      io.github.quantml.tabular.TabularProvider;
}
