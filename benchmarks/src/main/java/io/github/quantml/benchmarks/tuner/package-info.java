// SPDX-License-Identifier: Apache-2.0

/** The hyper-parameter tuner beside Optuna: what a study costs, and what it finds. */
@NullMarked
package io.github.quantml.benchmarks.tuner;

import org.jspecify.annotations.NullMarked;
