// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.BarSeries;

/**
 * What trades became.
 *
 * @param bars every bar that has closed
 * @param trades how many trades were taken
 * @param pendingTrades how many of them belong to the bar that has not closed; they are not in
 *     {@code bars}
 * @param pendingVolume their amount
 * @param movedCloses how many closes were moved by nanoseconds to keep times increasing
 */
public record AggregatedBars(
    BarSeries bars, long trades, long pendingTrades, double pendingVolume, long movedCloses) {}
