// SPDX-License-Identifier: Apache-2.0

/** Factor regressions of panels, tests and cross-sections beside peers. */
@NullMarked
package io.github.quantml.benchmarks.factors;

import org.jspecify.annotations.NullMarked;
