// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * A window of a series that resembles a query.
 *
 * @param start index of its first value
 * @param distance z-normalised Euclidean distance to the query, at least 0
 */
public record Match(int start, double distance) {}
