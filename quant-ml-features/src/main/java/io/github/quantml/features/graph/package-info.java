// SPDX-License-Identifier: Apache-2.0

/**
 * Columns that follow from columns: the one definition behind a feature's batch column, its stream
 * and its place in a shared graph.
 *
 * <ul>
 *   <li>{@link io.github.quantml.features.graph.Node}: an input column or an operator on nodes.
 *   <li>{@link io.github.quantml.features.graph.Operator}: how values follow bar by bar; {@link
 *       io.github.quantml.features.graph.CrossOperator}: how they follow across instruments.
 *   <li>{@link io.github.quantml.features.graph.Columns}: the ready operators.
 *   <li>{@link io.github.quantml.features.graph.Plan}: several nodes compiled, equal parts once.
 * </ul>
 */
@NullMarked
package io.github.quantml.features.graph;

import org.jspecify.annotations.NullMarked;
