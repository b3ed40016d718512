// SPDX-License-Identifier: Apache-2.0

/** Has a stream changed? Detectors that see one value at a time. */
@NullMarked
package io.github.quantml.math.drift;

import org.jspecify.annotations.NullMarked;
