// SPDX-License-Identifier: Apache-2.0

/**
 * Microstructure from trades: {@link io.github.quantml.features.trades.TradeColumns} brings what
 * trades say to bars, {@link io.github.quantml.features.trades.Vpin} measures them on a clock of
 * volume.
 */
@NullMarked
package io.github.quantml.features.trades;

import org.jspecify.annotations.NullMarked;
