// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

/**
 * Bars of the first series that a fold trains and tests on.
 *
 * @param trainFrom first training bar
 * @param trainTo one past the last
 * @param testFrom first test bar
 * @param testTo one past the last
 */
record FoldWindow(int trainFrom, int trainTo, int testFrom, int testTo) {}
