// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import static io.github.quantml.features.graph.Columns.abs;
import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.delta;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.ema;
import static io.github.quantml.features.graph.Columns.highest;
import static io.github.quantml.features.graph.Columns.lowest;
import static io.github.quantml.features.graph.Columns.mean;
import static io.github.quantml.features.graph.Columns.multiply;
import static io.github.quantml.features.graph.Columns.subtract;
import static io.github.quantml.features.graph.Columns.sum;
import static io.github.quantml.features.graph.Columns.weightedMean;

import io.github.quantml.features.Feature;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.List;

/** Moving averages of the close. */
final class Averages {
  private static final String MULLOY = "Mulloy (1994), Smoothing data with faster moving averages";

  private Averages() {}

  static List<Feature> features() {
    Listing list = new Listing();
    Node close = Inputs.close();
    for (int n : new int[] {5, 10, 20, 50, 200}) {
      list.level("sma_" + n, "mean of the last " + n + " closes", "TA-Lib SMA", mean(close, n));
    }
    for (int n : new int[] {5, 10, 12, 20, 26, 50, 200}) {
      list.level(
          "ema_" + n,
          "exponential average of closes, weight 2/" + (n + 1),
          "TA-Lib EMA, seeded by the mean",
          ema(close, n));
    }
    for (int n : new int[] {10, 20, 50}) {
      list.level(
          "wma_" + n,
          "mean of the last " + n + " closes, weights rising linearly",
          "TA-Lib WMA",
          weightedMean(close, n));
    }
    Node once = ema(close, 20);
    Node twice = ema(once, 20);
    Node thrice = ema(twice, 20);
    list.level(
        "dema_20",
        "double exponential average: 2 ema less ema of ema",
        MULLOY,
        subtract(multiply(once, 2), twice));
    list.level(
        "tema_20",
        "triple exponential average: 3 ema less 3 ema² plus ema³",
        MULLOY,
        add(subtract(multiply(once, 3), multiply(twice, 3)), thrice));
    list.level(
        "trima_20",
        "mean of means: weights rise to the middle of 20 closes",
        "TA-Lib TRIMA",
        mean(mean(close, 10), 11));
    list.level(
        "kama_10",
        "average whose speed follows the trend's efficiency",
        "Kaufman (1995), " + "Smarter trading",
        kama(close, 10));
    list.level(
        "t3_5_07",
        "generalised double average, three times",
        "Tillson (1998), Smoothing " + "techniques for more accurate signals",
        t3(close, 5, 0.7));
    list.level(
        "midpoint_14",
        "middle between highest and lowest of 14 closes",
        "TA-Lib MIDPOINT",
        middle(close, close, 14));
    list.level(
        "midprice_14",
        "middle between highest high and lowest low of 14 bars",
        "TA-Lib MIDPRICE",
        middle(Inputs.high(), Inputs.low(), 14));
    return list.features();
  }

  private static Node middle(Node high, Node low, int n) {
    return multiply(add(highest(high, n), lowest(low, n)), 0.5);
  }

  private static Node kama(Node close, int n) {
    Node efficiency = divide(abs(delta(close, n)), sum(abs(delta(close, 1)), n));
    return Node.of(Kama.KAMA, close, efficiency);
  }

  private static Node t3(Node close, int n, double v) {
    Node e2 = ema(ema(close, n), n);
    Node e3 = ema(e2, n);
    Node e4 = ema(e3, n);
    Node e5 = ema(e4, n);
    Node e6 = ema(e5, n);
    double v2 = v * v;
    double v3 = v2 * v;
    Node a = add(multiply(e6, -v3), multiply(e5, 3 * (v2 + v3)));
    Node b = add(multiply(e4, -6 * v2 - 3 * (v + v3)), multiply(e3, 1 + 3 * v + v3 + 3 * v2));
    return add(a, b);
  }
}
