// SPDX-License-Identifier: Apache-2.0

/**
 * Smile and surface models: SVI, SSVI, eSSVI, SABR, Heston; arbitrage, density, local volatility.
 */
@NullMarked
package io.github.quantml.options.surface;

import org.jspecify.annotations.NullMarked;
