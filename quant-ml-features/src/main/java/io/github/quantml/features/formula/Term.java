// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.formula;

import io.github.quantml.features.graph.Columns;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * A part of a formula: a column or a number. Numbers stay numbers as long as they can, because
 * windows must be numbers.
 *
 * @param node the column, null for a number
 * @param number the number
 * @param at where it stands in the formula
 */
record Term(@Nullable Node node, double number, int at) {
  static Term of(Node node, int at) {
    return new Term(node, Double.NaN, at);
  }

  static Term of(double number, int at) {
    return new Term(null, number, at);
  }

  boolean isNumber() {
    return node == null;
  }

  /** As a column; a number becomes a constant one. */
  Node column() {
    return node != null ? node : Columns.constant(number, Inputs.close());
  }
}
