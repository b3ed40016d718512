// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.highest;
import static io.github.quantml.features.graph.Columns.lowest;
import static io.github.quantml.features.graph.Columns.mean;
import static io.github.quantml.features.graph.Columns.multiply;
import static io.github.quantml.features.graph.Columns.populationStd;
import static io.github.quantml.features.graph.Columns.subtract;
import static io.github.quantml.features.graph.Columns.wilder;

import io.github.quantml.features.Feature;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.List;

/** Ranges, bands and channels. */
final class Bands {
  private static final String BOLLINGER = "Bollinger (2001), Bollinger on Bollinger bands";
  private static final String WILDER = "Wilder (1978), New concepts in technical trading systems";

  private Bands() {}

  static Node trueRange() {
    return Node.of(TrueRange.TRUE_RANGE, Inputs.high(), Inputs.low(), Inputs.close());
  }

  static List<Feature> features() {
    Listing list = new Listing();
    Node close = Inputs.close();
    Node middle = mean(close, 20);
    Node reach = multiply(populationStd(close, 20), 2);
    list.level(
        "bbands_upper_20_2",
        "mean plus two deviations of 20 closes",
        BOLLINGER,
        add(middle, reach));
    list.level(
        "bbands_lower_20_2",
        "mean less two deviations of 20 closes",
        BOLLINGER,
        subtract(middle, reach));
    list.ratio(
        "bbands_width_20_2",
        "width of the bands over their middle",
        BOLLINGER,
        divide(multiply(reach, 2), middle));
    list.ratio(
        "bbands_percent_20_2",
        "place of the close between the bands, 0 low and 1 high",
        BOLLINGER,
        divide(subtract(close, subtract(middle, reach)), multiply(reach, 2)));
    list.level("trange", "range of the bar and the close before it", WILDER, trueRange());
    for (int n : new int[] {7, 14, 21}) {
      list.level(
          "atr_" + n,
          "Wilder's average of the true range over " + n + " bars",
          WILDER,
          wilder(trueRange(), n));
      list.ratio(
          "natr_" + n,
          "average true range in percent of the close",
          "TA-Lib NATR",
          multiply(divide(wilder(trueRange(), n), close), 100));
    }
    for (int n : new int[] {20, 55}) {
      Node high = highest(Inputs.high(), n);
      Node low = lowest(Inputs.low(), n);
      list.level(
          "max_high_" + n, "highest high of " + n + " bars", "Donchian channel; TA-Lib MAX", high);
      list.level(
          "min_low_" + n, "lowest low of " + n + " bars", "Donchian channel; TA-Lib MIN", low);
    }
    return list.features();
  }
}
