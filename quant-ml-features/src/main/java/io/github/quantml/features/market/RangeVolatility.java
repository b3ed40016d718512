// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.delay;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.log;
import static io.github.quantml.features.graph.Columns.logReturn;
import static io.github.quantml.features.graph.Columns.mean;
import static io.github.quantml.features.graph.Columns.multiply;
import static io.github.quantml.features.graph.Columns.positivePart;
import static io.github.quantml.features.graph.Columns.sqrt;
import static io.github.quantml.features.graph.Columns.square;
import static io.github.quantml.features.graph.Columns.std;
import static io.github.quantml.features.graph.Columns.subtract;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * The family {@code range}: standard deviations of the log return of one bar from its open, high,
 * low and close, not annualised.
 */
public final class RangeVolatility {
  private static final double LN2 = 0.6931471805599453;
  private static final int[] WINDOWS = {10, 21, 63};

  private RangeVolatility() {}

  public static FeatureFamily family() {
    List<Feature> out = new ArrayList<>();
    for (int n : WINDOWS) {
      out.add(
          feature("cc_volatility_" + n, "standard deviation of log returns, ddof 1", n, "textbook")
              .of(std(logReturn(Inputs.close(), 1), n)));
      out.add(
          feature("parkinson_" + n, "volatility from high and low", n, "Parkinson (1980)")
              .of(sqrt(divide(mean(square(range()), n), 4 * LN2))));
      out.add(
          feature("garman_klass_" + n, "volatility from all prices", n, "Garman and Klass (1980)")
              .of(sqrt(positivePart(mean(garmanKlass(), n)))));
      out.add(
          feature(
                  "rogers_satchell_" + n,
                  "volatility that a drift does not bias",
                  n,
                  "Rogers and Satchell (1991)")
              .of(sqrt(positivePart(mean(rogersSatchell(), n)))));
      out.add(
          feature(
                  "yang_zhang_" + n,
                  "volatility with gaps and drift",
                  n,
                  "Yang and Zhang (2000), equation 8")
              .of(yangZhang(n)));
      out.add(
          feature(
                  "gap_share_" + n,
                  "variance of overnight gaps over that of close-to-close returns",
                  n,
                  "own definition")
              .of(divide(square(std(gap(), n)), square(std(logReturn(Inputs.close(), 1), n)))));
    }
    return new FeatureFamily("range", "Volatility from the shape of bars", out);
  }

  private static Feature.Draft feature(String name, String meaning, int n, String source) {
    return Feature.named(name, meaning + ", " + n + " bars").source(source).scaleFree();
  }

  private static Node range() {
    return log(divide(Inputs.high(), Inputs.low()));
  }

  private static Node gap() {
    return log(divide(Inputs.open(), delay(Inputs.close(), 1)));
  }

  private static Node body() {
    return log(divide(Inputs.close(), Inputs.open()));
  }

  /** ½ ln²(H/L) − (2 ln 2 − 1) ln²(C/O). */
  private static Node garmanKlass() {
    return subtract(multiply(square(range()), 0.5), multiply(square(body()), 2 * LN2 - 1));
  }

  /** ln(H/C) ln(H/O) + ln(L/C) ln(L/O). */
  private static Node rogersSatchell() {
    Node up =
        multiply(
            log(divide(Inputs.high(), Inputs.close())), log(divide(Inputs.high(), Inputs.open())));
    Node down =
        multiply(
            log(divide(Inputs.low(), Inputs.close())), log(divide(Inputs.low(), Inputs.open())));
    return add(up, down);
  }

  private static Node yangZhang(int n) {
    double k = 0.34 / (1.34 + (n + 1.0) / (n - 1));
    Node variance =
        add(
            square(std(gap(), n)),
            add(
                multiply(square(std(body(), n)), k),
                multiply(positivePart(mean(rogersSatchell(), n)), 1 - k)));
    return sqrt(variance);
  }
}
