// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.choose;
import static io.github.quantml.features.graph.Columns.cumulativeSum;
import static io.github.quantml.features.graph.Columns.delay;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.greater;
import static io.github.quantml.features.graph.Columns.less;
import static io.github.quantml.features.graph.Columns.multiply;
import static io.github.quantml.features.graph.Columns.subtract;
import static io.github.quantml.features.graph.Columns.sum;

import io.github.quantml.features.Feature;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.List;

/** Price and volume together. */
final class Volume {
  private Volume() {}

  static List<Feature> features() {
    Listing list = new Listing();
    list.level(
        "obv",
        "volumes added on rises and taken off on falls",
        "Granville (1963), " + "Granville's new key to stock market profits",
        Node.of(OnBalance.ON_BALANCE, Inputs.close(), Inputs.volume()));
    Node flow = flow();
    list.level(
        "ad",
        "running sum of volumes weighted by the close's place in the bar",
        "Chaikin; TA-Lib AD",
        cumulativeSum(flow));
    list.level(
        "adosc_3_10",
        "fast less slow average of the accumulation line",
        "Chaikin; TA-Lib ADOSC",
        Node.of(new Accumulation(3, 10), flow));
    list.ratio(
        "cmf_20",
        "money flow of 20 bars over their volume",
        "Chaikin money flow",
        divide(sum(flow, 20), sum(Inputs.volume(), 20)));
    for (int n : new int[] {14, 20}) {
      list.ratio(
          "mfi_" + n,
          "share of the money flow on rises of the typical price, percent",
          "Quong and Soudack (1989), Volume-weighted RSI",
          moneyFlow(n));
    }
    return list.features();
  }

  private static Node flow() {
    Node below = subtract(Inputs.close(), Inputs.low());
    Node above = subtract(Inputs.high(), Inputs.close());
    Node range = subtract(Inputs.high(), Inputs.low());
    return multiply(divide(subtract(below, above), range), Inputs.volume());
  }

  private static Node moneyFlow(int n) {
    Node typical = Prices.typical();
    Node before = delay(typical, 1);
    Node money = multiply(typical, Inputs.volume());
    Node none = multiply(money, 0);
    Node up = sum(choose(greater(typical, before), money, none), n);
    Node down = sum(choose(less(typical, before), money, none), n);
    return multiply(divide(up, add(up, down)), 100);
  }
}
