// SPDX-License-Identifier: Apache-2.0

/**
 * The arithmetic that every other package here stands on.
 *
 * <ul>
 *   <li>{@link io.github.quantml.math.Sums}: sums, means and variances that do not lose digits.
 *   <li>{@link io.github.quantml.math.Quantiles} and {@link io.github.quantml.math.Ranks}: order
 *       statistics.
 *   <li>{@link io.github.quantml.math.NelderMead}: a small deterministic minimiser.
 * </ul>
 *
 * <p>Moving windows are in {@code .rolling}, least squares in {@code .regression}, matrices in
 * {@code .linalg}, time-series statistics and scores in {@code .stats}, random numbers in {@code
 * .random}, probability laws in {@code .distribution}, the pure-Java compute backend in {@code
 * .backend}.
 */
@NullMarked
package io.github.quantml.math;

import org.jspecify.annotations.NullMarked;
