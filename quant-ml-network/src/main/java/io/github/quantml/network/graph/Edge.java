// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.graph;

/**
 * An edge.
 *
 * @param from its source, or the lower end of an undirected one
 * @param to its target, or the upper end
 * @param weight finite, not 0
 */
public record Edge(int from, int to, double weight) {}
