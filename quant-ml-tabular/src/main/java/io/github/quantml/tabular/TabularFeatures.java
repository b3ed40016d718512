// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.features.Feature;
import io.github.quantml.features.graph.Inputs;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/** The features that the member learns from unless told otherwise: scale-free, of bars alone. */
final class TabularFeatures {
  private TabularFeatures() {}

  static List<Feature> defaults() {
    List<Feature> out = new ArrayList<>();
    for (int lag : new int[] {0, 1, 2, 3, 4}) {
      out.add(
          Feature.named("tab_return_lag_" + lag, "log return of one bar, " + lag + " bars ago")
              .scaleFree()
              .window(
                  lag + 2,
                  (in, from, n) -> FastMath.log(in[0][from + 1] / in[0][from]),
                  Inputs.close()));
    }
    for (int n : new int[] {5, 10, 21, 63}) {
      out.add(
          Feature.named("tab_return_" + n, "log return of " + n + " bars")
              .scaleFree()
              .window(
                  n + 1,
                  (in, from, m) -> FastMath.log(in[0][from + m - 1] / in[0][from]),
                  Inputs.close()));
    }
    for (int n : new int[] {5, 21, 63}) {
      out.add(
          Feature.named("tab_volatility_" + n, "root mean square log return of " + n + " bars")
              .scaleFree()
              .window(n + 1, TabularFeatures::volatility, Inputs.close()));
    }
    out.add(
        Feature.named("tab_range", "log of high over low")
            .scaleFree()
            .window(
                1,
                (in, from, n) -> FastMath.log(in[0][from] / in[1][from]),
                Inputs.high(),
                Inputs.low()));
    for (int n : new int[] {10, 63}) {
      out.add(
          Feature.named("tab_place_" + n, "share of the last " + n + " closes below the last")
              .scaleFree()
              .window(n, TabularFeatures::place, Inputs.close()));
    }
    out.add(
        Feature.named("tab_volume_21", "volume over its mean of 21 bars, less 1; 0 without volume")
            .scaleFree()
            .window(21, TabularFeatures::volume, Inputs.volume()));
    return List.copyOf(out);
  }

  private static double volatility(double[][] in, int from, int n) {
    double sum = 0;
    for (int i = from + 1; i < from + n; i++) {
      double move = FastMath.log(in[0][i] / in[0][i - 1]);
      sum += move * move;
    }
    return Math.sqrt(sum / (n - 1));
  }

  private static double place(double[][] in, int from, int n) {
    int below = 0;
    double last = in[0][from + n - 1];
    for (int i = from; i < from + n - 1; i++) {
      below += in[0][i] < last ? 1 : 0;
    }
    return below / (n - 1.0);
  }

  private static double volume(double[][] in, int from, int n) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += in[0][i];
    }
    return sum > 0 ? in[0][from + n - 1] * n / sum - 1 : 0;
  }
}
