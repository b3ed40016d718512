// SPDX-License-Identifier: Apache-2.0

/** Class probabilities that mean what they say, and how to see whether they do. */
@NullMarked
package io.github.quantml.math.calibration;

import org.jspecify.annotations.NullMarked;
