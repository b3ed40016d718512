// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import static io.github.quantml.features.graph.Columns.abs;
import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.barsSinceHighest;
import static io.github.quantml.features.graph.Columns.barsSinceLowest;
import static io.github.quantml.features.graph.Columns.delay;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.multiply;
import static io.github.quantml.features.graph.Columns.subtract;
import static io.github.quantml.features.graph.Columns.wilder;

import io.github.quantml.features.Feature;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.List;

/** Direction and strength of trends. */
final class Trend {
  private static final String WILDER = "Wilder (1978), New concepts in technical trading systems";
  private static final String CHANDE = "Chande (1995), A time price oscillator";

  private Trend() {}

  static List<Feature> features() {
    Listing list = new Listing();
    directional(list, 14);
    for (int n : new int[] {14, 25}) {
      Node up = place(barsSinceHighest(Inputs.high(), n + 1), n);
      Node down = place(barsSinceLowest(Inputs.low(), n + 1), n);
      list.ratio(
          "aroon_up_" + n, "100 if the highest high is now, 0 if " + n + " bars ago", CHANDE, up);
      list.ratio(
          "aroon_down_" + n, "100 if the lowest low is now, 0 if " + n + " bars ago", CHANDE, down);
      list.ratio("aroonosc_" + n, "Aroon up less Aroon down", CHANDE, subtract(up, down));
    }
    list.level(
        "sar_002_02",
        "stop that accelerates with the trend and turns with it",
        WILDER,
        Node.of(new ParabolicSar(0.02, 0.2), Inputs.high(), Inputs.low()));
    return list.features();
  }

  private static Node place(Node barsSince, int n) {
    return multiply(subtract(n, barsSince), 100.0 / n);
  }

  private static Node movement(int n) {
    return Node.of(new DirectionalMovement(n), Inputs.high(), Inputs.low(), Inputs.close());
  }

  private static void directional(Listing list, int n) {
    Node up = movement(n);
    Node down = up.output(1);
    // One bar later than the sums, as TA-Lib takes one step of smoothing before the first index.
    Node range = add(up.output(2), multiply(delay(up.output(2), 1), 0));
    Node upIndex = multiply(divide(up, range), 100);
    Node downIndex = multiply(divide(down, range), 100);
    Node index = multiply(divide(abs(subtract(upIndex, downIndex)), add(upIndex, downIndex)), 100);
    Node average = wilder(index, n);
    list.level("plus_dm_" + n, "Wilder's sum of upward movements", WILDER, up);
    list.level("minus_dm_" + n, "Wilder's sum of downward movements", WILDER, down);
    list.ratio("plus_di_" + n, "upward movement in percent of the true range", WILDER, upIndex);
    list.ratio(
        "minus_di_" + n, "downward movement in percent of the true range", WILDER, downIndex);
    list.ratio("dx_" + n, "difference of the movements in percent of their sum", WILDER, index);
    list.ratio("adx_" + n, "Wilder's average of the directional index", WILDER, average);
    list.ratio(
        "adxr_" + n,
        "mean of the average index now and " + (n - 1) + " bars ago",
        WILDER,
        multiply(add(average, delay(average, n - 1)), 0.5));
  }
}
