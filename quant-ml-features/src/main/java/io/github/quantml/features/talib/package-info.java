// SPDX-License-Identifier: Apache-2.0

/** The indicators of TA-Lib, by its conventions for windows and seeds. */
@NullMarked
package io.github.quantml.features.talib;

import org.jspecify.annotations.NullMarked;
