// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import java.time.Instant;

/**
 * One value that code under audit stated about a moment.
 *
 * @param at the moment at which it was stated
 * @param what which value, the same text in every run
 * @param value the value; NaN says that there was none
 */
public record Observation(Instant at, String what, double value) {}
