// SPDX-License-Identifier: Apache-2.0

/** Orders: their kinds, how long they live, and how prices are assumed to move inside a bar. */
@NullMarked
package io.github.quantml.backtest.order;

import org.jspecify.annotations.NullMarked;
