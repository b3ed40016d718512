// SPDX-License-Identifier: Apache-2.0

/** Forecasts from exported files by ONNX Runtime alone; no class here needs DJL. */
@NullMarked
package io.github.quantml.deep.serve;

import org.jspecify.annotations.NullMarked;
