// SPDX-License-Identifier: Apache-2.0

/**
 * What repeats in markets and what changes: the entry points of the module.
 *
 * <p>{@link io.github.quantml.cyclical.FourierCyclicalDetector} answers "is there a cycle?" about
 * bars. {@link io.github.quantml.cyclical.CyclicalTrainer}, {@link
 * io.github.quantml.cyclical.RegimeTrainer}, {@link io.github.quantml.cyclical.PatternTrainer} and
 * {@link io.github.quantml.cyclical.SeasonalTrainer} are the ensemble members {@code cyclical},
 * {@code regime}, {@code pattern} and {@code seasonal}. The engines on plain arrays are in the
 * packages {@code spectral}, {@code regime}, {@code pattern}, {@code seasonal} and {@code anomaly}.
 */
@NullMarked
package io.github.quantml.cyclical;

import org.jspecify.annotations.NullMarked;
