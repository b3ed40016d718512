// SPDX-License-Identifier: Apache-2.0

/** The audit as a JUnit 5 extension; needs {@code org.junit.jupiter:junit-jupiter-api}. */
@NullMarked
package io.github.quantml.backtest.audit.junit;

import org.jspecify.annotations.NullMarked;
