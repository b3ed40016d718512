/**
 * What repeats in markets and what changes: the entry points of the module.
 *
 * <p>{@link io.github.quantml.cyclical.FourierCyclicalDetector} answers "is there a cycle?" about
 * bars. {@link io.github.quantml.cyclical.CyclicalTrainer} and {@link
 * io.github.quantml.cyclical.RegimeTrainer} are the ensemble members {@code cyclical} and {@code
 * regime}. The engines on plain arrays are in the packages {@code spectral} and {@code regime}.
 */
@NullMarked
package io.github.quantml.cyclical;

import org.jspecify.annotations.NullMarked;
