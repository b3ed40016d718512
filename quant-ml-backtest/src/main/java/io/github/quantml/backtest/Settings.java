// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.cost.Instrument;
import io.github.quantml.backtest.cost.Interest;
import io.github.quantml.backtest.cost.Margin;
import io.github.quantml.backtest.cost.Spread;
import io.github.quantml.backtest.cost.SquareRootImpact;
import io.github.quantml.backtest.cost.VolumeLimit;
import io.github.quantml.backtest.order.IntrabarPath;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that configures an engine. */
record Settings(
    double initialCash,
    Commission commission,
    double slippage,
    Spread spread,
    @Nullable SquareRootImpact impact,
    @Nullable VolumeLimit volumeLimit,
    Interest interest,
    Margin margin,
    Instrument instrument,
    Map<String, Instrument> instruments,
    List<CorporateAction> actions,
    IntrabarPath path,
    boolean sameBarClose,
    int latencyBars,
    EndOfRun endOfRun,
    boolean ruinAtClose,
    FillSizing fillSizing,
    ZoneId sessionZone) {

  Instrument instrumentOf(String symbol) {
    return instruments.getOrDefault(symbol, instrument);
  }

  boolean isFree() {
    return commission == Commission.none()
        && slippage == 0
        && spread.fraction() == 0
        && impact == null
        && (volumeLimit == null || volumeLimit.priceImpact() == 0)
        && interest.isNone();
  }

  /** One sentence per assumption; what is printed is also what is hashed. */
  List<String> conventions() {
    List<String> lines = new ArrayList<>();
    lines.add(
        sameBarClose
            ? "UNSAFE fill timing: market orders fill at the close of the bar they were decided on"
            : "fill timing: market orders fill at the open of the next bar"
                + (latencyBars == 0 ? "" : ", " + latencyBars + " bars later"));
    lines.add("intrabar path: " + path);
    lines.add("initial cash: " + initialCash);
    lines.add(isFree() ? "costs: none" : costs());
    lines.add("interest: " + interest);
    lines.add("margin: " + margin);
    lines.add("instrument: " + instrument + (instruments.isEmpty() ? "" : ", " + instruments));
    if (volumeLimit != null) {
      lines.add("liquidity: " + volumeLimit);
    }
    if (!actions.isEmpty()) {
      lines.add("corporate actions: " + actions.size());
    }
    lines.add("sizing at fill: " + fillSizing + ", session zone " + sessionZone);
    lines.add("end of run: " + endOfRun);
    lines.add(
        ruinAtClose
            ? "ruin: liquidated at the close that ruined, losses below zero written off"
            : "ruin: liquidated at the next bar of each asset, debts remain");
    return lines;
  }

  private String costs() {
    return "costs: commission "
        + commission.describe()
        + ", slippage "
        + slippage
        + ", "
        + spread
        + ", impact "
        + impact;
  }
}
