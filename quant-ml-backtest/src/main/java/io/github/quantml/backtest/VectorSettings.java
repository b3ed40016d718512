// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.cost.Margin;

/**
 * The settings that the vector kernel shares with the engine.
 *
 * @param initialCash cash at the start
 * @param commission a commission that does not depend on the month
 * @param slippage fraction of the price
 * @param margin margins
 */
public record VectorSettings(
    double initialCash, Commission commission, double slippage, Margin margin) {}
