/**
 * Hidden Markov regimes: estimation, causal filtering, decoding and forecasting.
 *
 * <p>Start with {@link io.github.quantml.cyclical.regime.HmmEstimator} to fit a {@link
 * io.github.quantml.cyclical.regime.HiddenMarkovModel}; use {@link
 * io.github.quantml.cyclical.regime.HiddenMarkovModel#filter filter} for anything a trader could
 * have known at the time, and {@link io.github.quantml.cyclical.regime.HiddenMarkovModel#smooth
 * smooth} only to look back: its result is a different type because it uses the future.
 */
@NullMarked
package io.github.quantml.cyclical.regime;

import org.jspecify.annotations.NullMarked;
