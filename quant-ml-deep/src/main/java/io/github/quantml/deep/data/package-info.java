// SPDX-License-Identifier: Apache-2.0

/** Panels of numbers, the windows cut from them, and the scaler fitted on their training part. */
@NullMarked
package io.github.quantml.deep.data;

import org.jspecify.annotations.NullMarked;
