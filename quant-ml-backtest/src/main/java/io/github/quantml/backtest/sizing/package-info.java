// SPDX-License-Identifier: Apache-2.0

/** From a forecast to a number of units. */
@NullMarked
package io.github.quantml.backtest.sizing;

import org.jspecify.annotations.NullMarked;
