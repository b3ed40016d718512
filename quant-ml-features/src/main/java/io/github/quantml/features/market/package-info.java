// SPDX-License-Identifier: Apache-2.0

/** Features from the literature on volatility, liquidity, complexity, calendar and disclosure. */
@NullMarked
package io.github.quantml.features.market;

import org.jspecify.annotations.NullMarked;
