// SPDX-License-Identifier: Apache-2.0

/**
 * Moving and expanding windows over {@code double[]}.
 *
 * <ul>
 *   <li>The last n values: {@link io.github.quantml.math.rolling.Rolling}.
 *   <li>All values so far: {@link io.github.quantml.math.rolling.Expanding}.
 *   <li>Fading memory: {@link io.github.quantml.math.rolling.Ewma}, {@link
 *       io.github.quantml.math.rolling.WilderSmoothing}.
 * </ul>
 *
 * <p>Each has {@code apply} for a whole series and {@code stream} for one value at a time, with
 * equal results bit for bit. The value at bar t never depends on a later bar.
 */
@NullMarked
package io.github.quantml.math.rolling;

import org.jspecify.annotations.NullMarked;
