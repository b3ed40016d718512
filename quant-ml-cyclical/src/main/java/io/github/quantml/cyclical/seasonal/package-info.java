/**
 * What repeats with the calendar: decomposition by loess, its causal form, and calendar effects.
 *
 * <p>{@link io.github.quantml.cyclical.seasonal.Stl} and {@link
 * io.github.quantml.cyclical.seasonal.Mstl} look back over a whole series: their result is a {@link
 * io.github.quantml.cyclical.seasonal.SmoothedDecomposition}, which uses the future. For anything a
 * trader could have known at the time take {@link io.github.quantml.cyclical.seasonal.RollingStl}.
 * Whether there is a season at all is answered by {@link
 * io.github.quantml.cyclical.seasonal.SeasonalityTest} and {@link
 * io.github.quantml.cyclical.seasonal.CalendarEffects}.
 */
@NullMarked
package io.github.quantml.cyclical.seasonal;

import org.jspecify.annotations.NullMarked;
