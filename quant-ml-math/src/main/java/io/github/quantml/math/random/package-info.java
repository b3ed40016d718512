// SPDX-License-Identifier: Apache-2.0

/**
 * Seeded random numbers that are the same on every machine and thread count.
 *
 * <p>Start with {@link io.github.quantml.math.random.CounterRandom#of(long)}; give each parallel
 * task its own {@link io.github.quantml.math.random.CounterRandom#split(long)}.
 */
@NullMarked
package io.github.quantml.math.random;

import org.jspecify.annotations.NullMarked;
