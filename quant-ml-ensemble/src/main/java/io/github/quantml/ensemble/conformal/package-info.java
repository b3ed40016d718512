// SPDX-License-Identifier: Apache-2.0

/** Intervals that keep their coverage without a model of the errors. */
@NullMarked
package io.github.quantml.ensemble.conformal;

import org.jspecify.annotations.NullMarked;
