// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.change;
import static io.github.quantml.features.graph.Columns.delay;
import static io.github.quantml.features.graph.Columns.delta;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.ema;
import static io.github.quantml.features.graph.Columns.emaFrom;
import static io.github.quantml.features.graph.Columns.mean;
import static io.github.quantml.features.graph.Columns.multiply;
import static io.github.quantml.features.graph.Columns.smooth;
import static io.github.quantml.features.graph.Columns.subtract;

import io.github.quantml.features.Feature;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.List;

/** Rates of change and differences of averages. */
final class Momentum {
  private static final String APPEL = "Appel (1979); TA-Lib MACD, both averages seeded together";

  private Momentum() {}

  static List<Feature> features() {
    Listing list = new Listing();
    Node close = Inputs.close();
    macd(list, "12_26_9", subtract(emaFrom(close, 12, 14), ema(close, 26)), 9);
    Node fixed = subtract(smooth(close, 12, 0.15, 14), smooth(close, 26, 0.075, 0));
    macd(list, "fix_9", fixed, 9);
    macd(list, "5_35_5", subtract(emaFrom(close, 5, 30), ema(close, 35)), 5);
    Node slow = ema(close, 26);
    list.ratio(
        "ppo_12_26",
        "difference of two averages in percent of the slow one",
        "TA-Lib PPO with exponential averages",
        multiply(divide(subtract(ema(close, 12), slow), slow), 100));
    list.level(
        "apo_12_26",
        "mean of 12 closes less mean of 26",
        "TA-Lib APO",
        subtract(mean(close, 12), mean(close, 26)));
    list.level("mom_10", "change of the close over 10 bars", "TA-Lib MOM", delta(close, 10));
    for (int n : new int[] {5, 10, 20}) {
      list.ratio(
          "roc_" + n,
          "percent change of the close over " + n + " bars",
          "TA-Lib ROC",
          multiply(change(close, n), 100));
    }
    list.ratio(
        "rocp_10",
        "relative change of the close over 10 bars",
        "TA-Lib ROCP",
        divide(delta(close, 10), delay(close, 10)));
    list.ratio(
        "rocr_10",
        "close over the close 10 bars before",
        "TA-Lib ROCR",
        divide(close, delay(close, 10)));
    list.ratio(
        "rocr100_10",
        "close in percent of the close 10 bars before",
        "TA-Lib ROCR100",
        multiply(divide(close, delay(close, 10)), 100));
    for (int n : new int[] {10, 30}) {
      list.ratio(
          "trix_" + n,
          "percent change of a triple exponential average",
          "Hutson (1983), " + "Good TRIX",
          multiply(change(ema(ema(ema(close, n), n), n), 1), 100));
    }
    return list.features();
  }

  private static void macd(Listing list, String which, Node line, int signalLength) {
    Node signal = ema(line, signalLength);
    list.level("macd_" + which, "fast less slow exponential average", APPEL, line);
    list.level("macd_signal_" + which, "exponential average of the MACD line", APPEL, signal);
    list.level(
        "macd_hist_" + which, "MACD line less its signal", APPEL, add(line, multiply(signal, -1)));
  }
}
