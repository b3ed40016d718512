// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import java.util.List;

/**
 * An invented market, and the truth behind it.
 *
 * @param bars of the instrument
 * @param context benchmark, peers, option chains, disclosures and the risk-free rate
 * @param trueRegimes label of the regime that made each bar
 * @param trueVolatilities standard deviation of each bar's log return without jumps, given its
 *     regime and all bars before it; not copied
 */
public record SimulatedMarket(
    BarSeries bars, MarketContext context, List<String> trueRegimes, double[] trueVolatilities) {
  public SimulatedMarket {
    trueRegimes = List.copyOf(trueRegimes);
  }
}
