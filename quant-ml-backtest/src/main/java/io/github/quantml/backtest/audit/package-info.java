// SPDX-License-Identifier: Apache-2.0

/**
 * Looks for look-ahead by experiment: what a feature, a strategy or a model says about the past
 * must not change when the future is cut off or replaced by noise.
 *
 * <p>{@link io.github.quantml.backtest.audit.LookAheadAudit} is the entry point; {@code
 * audit.junit} has it as a JUnit 5 extension.
 */
@NullMarked
package io.github.quantml.backtest.audit;

import org.jspecify.annotations.NullMarked;
