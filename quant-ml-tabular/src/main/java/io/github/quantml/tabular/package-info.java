// SPDX-License-Identifier: Apache-2.0

/** Gradient boosting and random forests on engineered features, as ensemble members. */
@NullMarked
package io.github.quantml.tabular;

import org.jspecify.annotations.NullMarked;
