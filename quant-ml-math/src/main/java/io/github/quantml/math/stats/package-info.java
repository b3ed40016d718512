// SPDX-License-Identifier: Apache-2.0

/**
 * Time-series statistics, tests and proper scores.
 *
 * <ul>
 *   <li>Dependence: {@link io.github.quantml.math.stats.Autocorrelation}, {@link
 *       io.github.quantml.math.stats.Ar1}.
 *   <li>Volatility: {@link io.github.quantml.math.stats.Garch11}.
 *   <li>Forecast quality, lower is better everywhere: {@link
 *       io.github.quantml.math.stats.ProperScores}; two forecasts against each other: {@link
 *       io.github.quantml.math.stats.DieboldMariano}.
 *   <li>Calibration: {@link io.github.quantml.math.stats.IsotonicRegression}.
 * </ul>
 */
@NullMarked
package io.github.quantml.math.stats;

import org.jspecify.annotations.NullMarked;
