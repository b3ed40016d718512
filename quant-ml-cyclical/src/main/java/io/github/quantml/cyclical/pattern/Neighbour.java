// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * A member of a library that resembles a query.
 *
 * @param index its position in the library
 * @param distance its distance to the query, at least 0
 */
public record Neighbour(int index, double distance) {}
