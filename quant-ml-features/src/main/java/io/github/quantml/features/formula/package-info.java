// SPDX-License-Identifier: Apache-2.0

/**
 * Features written as formulas: {@link io.github.quantml.features.formula.FormulaParser} turns text
 * such as {@code "rank(delta(close, 5)) * -1"} into a node of the feature graph.
 */
@NullMarked
package io.github.quantml.features.formula;

import org.jspecify.annotations.NullMarked;
