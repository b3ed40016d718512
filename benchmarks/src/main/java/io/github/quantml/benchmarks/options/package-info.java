// SPDX-License-Identifier: Apache-2.0

/** Options and volatility models beside their peers. */
@NullMarked
package io.github.quantml.benchmarks.options;

import org.jspecify.annotations.NullMarked;
