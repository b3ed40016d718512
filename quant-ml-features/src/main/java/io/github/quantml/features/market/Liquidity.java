// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import static io.github.quantml.features.graph.Columns.beta;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.logReturn;
import static io.github.quantml.features.graph.Columns.mean;
import static io.github.quantml.features.graph.Columns.multiply;
import static io.github.quantml.features.graph.Columns.positivePart;
import static io.github.quantml.features.graph.Columns.sign;
import static io.github.quantml.features.graph.Columns.sqrt;
import static io.github.quantml.features.graph.Columns.sum;
import static io.github.quantml.features.graph.Columns.window;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * The family {@code liquidity}: costs and pressure of trading, guessed from bars. Undefined, so
 * NaN, where a window has no volume to divide by.
 */
public final class Liquidity {
  private static final int[] WINDOWS = {21, 63};
  private static final Node MOVE = logReturn(Inputs.close(), 1);

  private static final Node CORWIN_SCHULTZ =
      window("corwin_schultz_pair", 2, Liquidity::corwinSchultz, Inputs.high(), Inputs.low());

  private static final Node ABDI_RANALDO =
      window(
          "abdi_ranaldo_pair",
          2,
          Liquidity::abdiRanaldo,
          Inputs.high(),
          Inputs.low(),
          Inputs.close());

  private Liquidity() {}

  public static FeatureFamily family() {
    List<Feature> out = new ArrayList<>();
    for (int n : WINDOWS) {
      out.add(
          Feature.named("amihud_" + n, "mean of |simple return| over traded value, " + n + " bars")
              .source("Amihud (2002)")
              .window(n + 1, Liquidity::amihud, Inputs.close(), Inputs.volume()));
      out.add(
          Feature.named("roll_spread_" + n, "2√(−autocovariance of log returns), 0 if positive")
              .source("Roll (1984)")
              .scaleFree()
              .window(n, Liquidity::roll, MOVE));
      out.add(
          Feature.named(
                  "corwin_schultz_" + n, "mean spread from highs and lows of two bars, not below 0")
              .source("Corwin and Schultz (2012), without overnight adjustment")
              .scaleFree()
              .of(mean(CORWIN_SCHULTZ, n - 1)));
      out.add(
          Feature.named("abdi_ranaldo_" + n, "spread from closes and mid-ranges")
              .source("Abdi and Ranaldo (2017), equation 11")
              .scaleFree()
              .of(multiply(sqrt(positivePart(mean(ABDI_RANALDO, n - 1))), 2)));
      Node volume = Inputs.volume();
      Node bulk = Node.of(new BulkVolume(n), MOVE, volume);
      flow(
          out,
          "signed_volume_",
          "share of volume in rising bars less that in falling ones",
          n,
          "tick rule on bars, Lee and Ready (1991)",
          divide(sum(multiply(sign(MOVE), volume), n), sum(volume, n)));
      flow(
          out,
          "bulk_imbalance_",
          "buying less selling share by bulk volume classification",
          n,
          "Easley, López de Prado, O'Hara (2012)",
          bulk);
      flow(
          out,
          "bar_vpin_",
          "mean |buying − selling| by bulk volume over mean volume",
          n,
          "Easley, López de Prado, O'Hara (2012), bars for buckets",
          bulk.output(1));
      out.add(
          Feature.named("kyle_lambda_" + n, "slope of log returns on volume signed by them")
              .source("Kyle (1985), by regression on bars")
              .of(beta(multiply(sign(MOVE), volume), MOVE, n)));
      out.add(
          Feature.named("zero_return_share_" + n, "share of bars whose close did not move")
              .source("Lesmond, Ogden, Trzcinka (1999)")
              .scaleFree()
              .window(n, Liquidity::zeros, MOVE));
    }
    return new FeatureFamily("liquidity", "Liquidity and pressure from bars", out);
  }

  private static void flow(
      List<Feature> out, String name, String meaning, int n, String source, Node node) {
    out.add(
        Feature.named(name + n, meaning + "; " + n + " bars").source(source).scaleFree().of(node));
  }

  private static double amihud(double[][] in, int from, int n) {
    double sum = 0;
    for (int i = from + 1; i < from + n; i++) {
      double value = in[0][i] * in[1][i];
      if (!(value > 0)) {
        return Double.NaN;
      }
      sum += Math.abs(in[0][i] / in[0][i - 1] - 1) / value;
    }
    return sum / (n - 1);
  }

  static double roll(double[][] in, int from, int n) {
    double mean = 0;
    for (int i = from; i < from + n; i++) {
      mean += in[0][i] / n;
    }
    double sum = 0;
    for (int i = from + 1; i < from + n; i++) {
      sum += (in[0][i] - mean) * (in[0][i - 1] - mean);
    }
    return 2 * Math.sqrt(Math.max(0, -sum / (n - 1)));
  }

  /** The spread of one pair of bars. */
  static double corwinSchultz(double[][] in, int from, int n) {
    double constant = 3 - 2 * Math.sqrt(2);
    int i = from + 1;
    double before = FastMath.log(in[0][i - 1] / in[1][i - 1]);
    double now = FastMath.log(in[0][i] / in[1][i]);
    double both = FastMath.log(Math.max(in[0][i - 1], in[0][i]) / Math.min(in[1][i - 1], in[1][i]));
    double beta = before * before + now * now;
    double gamma = both * both;
    double alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / constant - Math.sqrt(gamma / constant);
    double e = FastMath.exp(alpha);
    return Math.max(0, 2 * (e - 1) / (1 + e));
  }

  /** What one pair of bars adds to the squared spread. */
  private static double abdiRanaldo(double[][] in, int from, int n) {
    int i = from + 1;
    double middle = 0.5 * (FastMath.log(in[0][i]) + FastMath.log(in[1][i]));
    double before = 0.5 * (FastMath.log(in[0][i - 1]) + FastMath.log(in[1][i - 1]));
    double close = FastMath.log(in[2][i - 1]);
    return (close - before) * (close - middle);
  }

  private static double zeros(double[][] in, int from, int n) {
    int count = 0;
    for (int i = from; i < from + n; i++) {
      count += in[0][i] == 0 ? 1 : 0;
    }
    return count / (double) n;
  }
}
