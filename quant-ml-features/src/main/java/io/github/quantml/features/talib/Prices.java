// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.multiply;

import io.github.quantml.features.Feature;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.List;

/** One price for a bar. */
final class Prices {
  private Prices() {}

  static Node typical() {
    return divide(add(add(Inputs.high(), Inputs.low()), Inputs.close()), 3);
  }

  static List<Feature> features() {
    Listing list = new Listing();
    Node middle = add(Inputs.high(), Inputs.low());
    list.level(
        "avgprice",
        "mean of open, high, low and close",
        "TA-Lib AVGPRICE",
        multiply(add(middle, add(Inputs.open(), Inputs.close())), 0.25));
    list.level("medprice", "mean of high and low", "TA-Lib MEDPRICE", multiply(middle, 0.5));
    list.level("typprice", "mean of high, low and close", "TA-Lib TYPPRICE", typical());
    list.level(
        "wclprice",
        "mean of high, low and twice the close",
        "TA-Lib WCLPRICE",
        multiply(add(middle, multiply(Inputs.close(), 2)), 0.25));
    return list.features();
  }
}
