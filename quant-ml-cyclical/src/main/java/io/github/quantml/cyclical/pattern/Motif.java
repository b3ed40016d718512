// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * Two windows of a series that resemble each other.
 *
 * @param first start of the earlier one
 * @param second start of the later one
 * @param distance z-normalised Euclidean distance between them
 */
public record Motif(int first, int second, double distance) {}
