// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.atan;
import static io.github.quantml.features.graph.Columns.beta;
import static io.github.quantml.features.graph.Columns.change;
import static io.github.quantml.features.graph.Columns.correlation;
import static io.github.quantml.features.graph.Columns.highest;
import static io.github.quantml.features.graph.Columns.lowest;
import static io.github.quantml.features.graph.Columns.multiply;
import static io.github.quantml.features.graph.Columns.populationStd;
import static io.github.quantml.features.graph.Columns.populationVariance;
import static io.github.quantml.features.graph.Columns.rolling;
import static io.github.quantml.features.graph.Columns.slope;
import static io.github.quantml.features.graph.Columns.sum;

import io.github.quantml.features.Feature;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import io.github.quantml.math.rolling.WindowStatistic;
import java.util.List;

/** Statistics of the latest bars. */
final class Statistics {
  private Statistics() {}

  static List<Feature> features() {
    Listing list = new Listing();
    Node close = Inputs.close();
    for (int n : new int[] {5, 20}) {
      list.level(
          "stddev_" + n,
          "standard deviation of " + n + " closes, divisor n",
          "TA-Lib STDDEV",
          populationStd(close, n));
    }
    list.level(
        "var_20", "variance of 20 closes, divisor n", "TA-Lib VAR", populationVariance(close, 20));
    list.level(
        "linearreg_14",
        "least-squares line of 14 closes at the last bar",
        "TA-Lib LINEARREG",
        rolling(WindowStatistic.TREND_END, close, 14));
    list.level(
        "linearreg_intercept_14",
        "least-squares line of 14 closes at the first bar",
        "TA-Lib LINEARREG_INTERCEPT",
        rolling(WindowStatistic.INTERCEPT, close, 14));
    list.level(
        "linearreg_slope_14",
        "slope per bar of the least-squares line of 14 closes",
        "TA-Lib LINEARREG_SLOPE",
        slope(close, 14));
    list.level(
        "linearreg_angle_14",
        "that slope as an angle in degrees",
        "TA-Lib LINEARREG_ANGLE",
        multiply(atan(slope(close, 14)), 180 / Math.PI));
    list.level(
        "tsf_14",
        "least-squares line of 14 closes one bar ahead",
        "TA-Lib TSF",
        add(rolling(WindowStatistic.TREND_END, close, 14), slope(close, 14)));
    list.ratio(
        "correl_30",
        "correlation of highs and lows of 30 bars",
        "TA-Lib CORREL",
        correlation(Inputs.high(), Inputs.low(), 30));
    list.ratio(
        "beta_5",
        "slope of the lows' returns on the highs' returns of 5 bars",
        "TA-Lib BETA",
        beta(change(Inputs.high(), 1), change(Inputs.low(), 1), 5));
    list.level("max_30", "highest of 30 closes", "TA-Lib MAX", highest(close, 30));
    list.level("min_30", "lowest of 30 closes", "TA-Lib MIN", lowest(close, 30));
    list.level("sum_30", "sum of 30 closes", "TA-Lib SUM", sum(close, 30));
    return list.features();
  }
}
