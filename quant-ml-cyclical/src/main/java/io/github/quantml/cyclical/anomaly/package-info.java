/**
 * What does not belong: outliers, jumps, change points, odd shapes and bad data.
 *
 * <p>A {@link io.github.quantml.cyclical.anomaly.CausalDetector} says at t only what was known at
 * t: use these for decisions. Everything that looks at the whole series has {@code Offline} in its
 * name. {@link io.github.quantml.cyclical.anomaly.EventScore} scores either against known events,
 * never point-adjusted.
 */
@NullMarked
package io.github.quantml.cyclical.anomaly;

import org.jspecify.annotations.NullMarked;
