// SPDX-License-Identifier: Apache-2.0

/** Watches what was forecast, what came, and the data: accuracy, calibration, drift. */
@NullMarked
package io.github.quantml.pipeline.monitor;

import org.jspecify.annotations.NullMarked;
