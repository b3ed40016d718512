// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.delay;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.highest;
import static io.github.quantml.features.graph.Columns.lowest;
import static io.github.quantml.features.graph.Columns.mean;
import static io.github.quantml.features.graph.Columns.meanDeviation;
import static io.github.quantml.features.graph.Columns.min;
import static io.github.quantml.features.graph.Columns.multiply;
import static io.github.quantml.features.graph.Columns.subtract;
import static io.github.quantml.features.graph.Columns.sum;

import io.github.quantml.features.Feature;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.List;

/** Bounded oscillators. */
final class Oscillators {
  private static final String WILDER = "Wilder (1978), New concepts in technical trading systems";
  private static final String LANE = "Lane (1984), Lane's stochastics";

  private Oscillators() {}

  static List<Feature> features() {
    Listing list = new Listing();
    Node close = Inputs.close();
    for (int n : new int[] {7, 14, 21}) {
      list.ratio(
          "rsi_" + n,
          "share of rises in Wilder's averages of rises and falls, percent",
          WILDER,
          rsi(close, n));
    }
    Node gain = Node.of(new GainLoss(14), close);
    Node loss = gain.output(1);
    list.ratio(
        "cmo_14",
        "rises less falls over their sum, percent",
        "TA-Lib CMO; Chande (1994), " + "The new technical trader",
        multiply(divide(subtract(gain, loss), add(gain, loss)), 100));
    for (int n : new int[] {14, 20, 100}) {
      Node typical = Prices.typical();
      list.ratio(
          "cci_" + n,
          "typical price less its mean, over 0.015 mean deviations",
          "Lambert (1980), Commodity channel index",
          divide(subtract(typical, mean(typical, n)), multiply(meanDeviation(typical, n), 0.015)));
    }
    stochastic(list);
    for (int n : new int[] {14, 50}) {
      Node high = highest(Inputs.high(), n);
      Node low = lowest(Inputs.low(), n);
      list.ratio(
          "willr_" + n,
          "place of the close below the highest high, 0 to -100",
          "Williams (1979); TA-Lib WILLR",
          multiply(divide(subtract(high, close), subtract(high, low)), -100));
    }
    list.ratio(
        "ultosc_7_14_28",
        "buying pressure over true range at three lengths",
        "Williams (1985), The ultimate oscillator",
        ultimate());
    list.ratio(
        "bop",
        "close less open over the bar's range",
        "Livshin (2001), Balance of power",
        divide(subtract(close, Inputs.open()), subtract(Inputs.high(), Inputs.low())));
    return list.features();
  }

  static Node rsi(Node x, int n) {
    Node gain = Node.of(new GainLoss(n), x);
    return multiply(divide(gain, add(gain, gain.output(1))), 100);
  }

  private static void stochastic(Listing list) {
    Node fast = place(Inputs.close(), Inputs.high(), Inputs.low(), 5);
    Node slow = mean(fast, 3);
    list.ratio("stochf_k_5_3", "place of the close in the range of five bars, percent", LANE, fast);
    list.ratio("stochf_d_5_3", "mean of three fast stochastics", LANE, slow);
    list.ratio("stoch_d_5_3_3", "mean of three slow stochastics", LANE, mean(slow, 3));
    Node long14 = mean(place(Inputs.close(), Inputs.high(), Inputs.low(), 14), 3);
    list.ratio(
        "stoch_k_14_3_3",
        "place of the close in the range of 14 bars, mean of three",
        LANE,
        long14);
    list.ratio("stoch_d_14_3_3", "mean of three slow stochastics", LANE, mean(long14, 3));
    Node rsi = rsi(Inputs.close(), 14);
    Node ofRsi = place(rsi, rsi, rsi, 5);
    list.ratio(
        "stochrsi_k_14_5_3",
        "place of the RSI in its range of five bars",
        "Chande (1994), " + "The new technical trader",
        ofRsi);
    list.ratio(
        "stochrsi_d_14_5_3",
        "mean of three stochastics of the RSI",
        "Chande (1994), The " + "new technical trader",
        mean(ofRsi, 3));
  }

  private static Node place(Node x, Node high, Node low, int n) {
    Node bottom = lowest(low, n);
    return multiply(divide(subtract(x, bottom), subtract(highest(high, n), bottom)), 100);
  }

  private static Node ultimate() {
    Node pressure = subtract(Inputs.close(), min(Inputs.low(), delay(Inputs.close(), 1)));
    Node range = Bands.trueRange();
    Node a = multiply(share(pressure, range, 7), 4);
    Node b = multiply(share(pressure, range, 14), 2);
    return multiply(add(add(a, b), share(pressure, range, 28)), 100.0 / 7);
  }

  private static Node share(Node pressure, Node range, int n) {
    return divide(sum(pressure, n), sum(range, n));
  }
}
