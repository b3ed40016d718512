// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import java.time.Instant;

/**
 * A number about something that became known later than it happened: a quarterly figure and its
 * restatements, a vintage of a statistic, an index membership.
 *
 * @param subject what it is about, for example a symbol
 * @param name which number, for example {@code "earnings"}
 * @param period the moment or end of the period it describes
 * @param known when it became known, not before which nobody may use it
 * @param value the number
 */
public record Fact(String subject, String name, Instant period, Instant known, double value) {}
