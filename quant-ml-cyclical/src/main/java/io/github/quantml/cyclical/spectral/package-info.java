/**
 * Spectra, periodicities and tests that know what market noise looks like.
 *
 * <p>Start with {@link io.github.quantml.cyclical.spectral.CycleDetector} to ask "is there a
 * cycle?": it tests against an AR(1) red-noise null over all frequencies at once, because against
 * white noise every price series "has" significant cycles. {@link
 * io.github.quantml.cyclical.spectral.Periodogram}, {@link
 * io.github.quantml.cyclical.spectral.Welch} and {@link
 * io.github.quantml.cyclical.spectral.Multitaper} estimate spectra of evenly spaced series, {@link
 * io.github.quantml.cyclical.spectral.LombScargle} handles uneven times, {@link
 * io.github.quantml.cyclical.spectral.SlidingDft} is the causal one for streams.
 *
 * <p>Frequencies are in cycles per bar (or per unit of time), periods in bars.
 */
@NullMarked
package io.github.quantml.cyclical.spectral;

import org.jspecify.annotations.NullMarked;
