// SPDX-License-Identifier: Apache-2.0

/**
 * Time-series statistics, tests and proper scores.
 *
 * <ul>
 *   <li>Dependence: {@link io.github.quantml.math.stats.Autocorrelation}, {@link
 *       io.github.quantml.math.stats.PartialAutocorrelation}, {@link
 *       io.github.quantml.math.stats.LjungBox}, {@link io.github.quantml.math.stats.Ar1}, {@link
 *       io.github.quantml.math.stats.Autoregression}, {@link io.github.quantml.math.stats.Hurst}.
 *   <li>Unit roots: {@link io.github.quantml.math.stats.UnitRoot} (augmented Dickey-Fuller), {@link
 *       io.github.quantml.math.stats.Kpss}.
 *   <li>Volatility: {@link io.github.quantml.math.stats.Garch11}.
 *   <li>Forecast quality, lower is better everywhere: {@link
 *       io.github.quantml.math.stats.ProperScores}; two forecasts against each other: {@link
 *       io.github.quantml.math.stats.DieboldMariano}.
 *   <li>Inference on dependent or many things: {@link
 *       io.github.quantml.math.stats.LongRunVariance}, {@link
 *       io.github.quantml.math.stats.StationaryBootstrap}, {@link
 *       io.github.quantml.math.stats.MultipleTesting}.
 *   <li>Calibration: {@link io.github.quantml.math.stats.IsotonicRegression}.
 * </ul>
 */
@NullMarked
package io.github.quantml.math.stats;

import org.jspecify.annotations.NullMarked;
