// SPDX-License-Identifier: Apache-2.0

/** Gradient boosting and random forests on engineered features, as ensemble members. */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.tabular {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
  requires commons.math3;
}
