// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

/**
 * The same walk under other assumptions, for example twice the costs or orders one bar later.
 *
 * @param name what is different, in a trader's words
 * @param simulator the simulator under these assumptions
 */
public record Scenario(String name, Simulator simulator) {}
