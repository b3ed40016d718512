// SPDX-License-Identifier: Apache-2.0

/** Calibration and intervals beside scikit-learn and MAPIE. */
@NullMarked
package io.github.quantml.benchmarks.ensemble;

import org.jspecify.annotations.NullMarked;
