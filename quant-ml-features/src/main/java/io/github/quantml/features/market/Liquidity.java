// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import static io.github.quantml.features.graph.Columns.logReturn;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.WindowFunction;
import io.github.quantml.math.distribution.StandardNormal;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * The family {@code liquidity}: costs and pressure of trading, guessed from bars. Undefined, so
 * NaN, where a window has no volume to divide by.
 */
public final class Liquidity {
  private static final int[] WINDOWS = {21, 63};

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
              .window(n, Liquidity::roll, logReturn(Inputs.close(), 1)));
      out.add(
          Feature.named(
                  "corwin_schultz_" + n, "mean spread from highs and lows of two bars, not below 0")
              .source("Corwin and Schultz (2012), without overnight adjustment")
              .scaleFree()
              .window(n, Liquidity::corwinSchultz, Inputs.high(), Inputs.low()));
      out.add(
          Feature.named("abdi_ranaldo_" + n, "spread from closes and mid-ranges")
              .source("Abdi and Ranaldo (2017), equation 11")
              .scaleFree()
              .window(n, Liquidity::abdiRanaldo, Inputs.high(), Inputs.low(), Inputs.close()));
      flow(
          out,
          "signed_volume_",
          "share of volume in rising bars less that in falling ones",
          n,
          "tick rule on bars, Lee and Ready (1991)",
          (in, from, m) -> flow(in, from, m, false));
      flow(
          out,
          "bulk_imbalance_",
          "buying less selling share by bulk volume classification",
          n,
          "Easley, López de Prado, O'Hara (2012)",
          (in, from, m) -> flow(in, from, m, true));
      flow(
          out,
          "bar_vpin_",
          "mean |buying − selling| by bulk volume over mean volume",
          n,
          "Easley, López de Prado, O'Hara (2012), bars for buckets",
          Liquidity::vpin);
      out.add(
          Feature.named("kyle_lambda_" + n, "slope of log returns on volume signed by them")
              .source("Kyle (1985), by regression on bars")
              .window(n + 1, Liquidity::kyle, Inputs.close(), Inputs.volume()));
      out.add(
          Feature.named("zero_return_share_" + n, "share of bars whose close did not move")
              .source("Lesmond, Ogden, Trzcinka (1999)")
              .scaleFree()
              .window(n, Liquidity::zeros, logReturn(Inputs.close(), 1)));
    }
    return new FeatureFamily("liquidity", "Liquidity and pressure from bars", out);
  }

  private static void flow(
      List<Feature> out, String name, String meaning, int n, String source, WindowFunction f) {
    out.add(
        Feature.named(name + n, meaning + "; " + n + " bars")
            .source(source)
            .scaleFree()
            .window(n + 1, f, Inputs.close(), Inputs.volume()));
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

  static double corwinSchultz(double[][] in, int from, int n) {
    double constant = 3 - 2 * Math.sqrt(2);
    double sum = 0;
    for (int i = from + 1; i < from + n; i++) {
      double before = FastMath.log(in[0][i - 1] / in[1][i - 1]);
      double now = FastMath.log(in[0][i] / in[1][i]);
      double both =
          FastMath.log(Math.max(in[0][i - 1], in[0][i]) / Math.min(in[1][i - 1], in[1][i]));
      double beta = before * before + now * now;
      double gamma = both * both;
      double alpha =
          (Math.sqrt(2 * beta) - Math.sqrt(beta)) / constant - Math.sqrt(gamma / constant);
      double e = FastMath.exp(alpha);
      sum += Math.max(0, 2 * (e - 1) / (1 + e));
    }
    return sum / (n - 1);
  }

  private static double abdiRanaldo(double[][] in, int from, int n) {
    double sum = 0;
    for (int i = from + 1; i < from + n; i++) {
      double middle = 0.5 * (FastMath.log(in[0][i]) + FastMath.log(in[1][i]));
      double before = 0.5 * (FastMath.log(in[0][i - 1]) + FastMath.log(in[1][i - 1]));
      double close = FastMath.log(in[2][i - 1]);
      sum += (close - before) * (close - middle);
    }
    return 2 * Math.sqrt(Math.max(0, sum / (n - 1)));
  }

  /** Root mean square log return of the window, the scale of bulk classification. */
  private static double scale(double[] close, int from, int n) {
    double sum = 0;
    for (int i = from + 1; i < from + n; i++) {
      double move = FastMath.log(close[i] / close[i - 1]);
      sum += move * move;
    }
    return Math.sqrt(sum / (n - 1));
  }

  /** Of [−1, 1]: how much of a bar's volume was bought less sold. */
  private static double side(double move, double scale, boolean bulk) {
    if (!bulk) {
      return Math.signum(move);
    }
    return scale > 0 ? 2 * StandardNormal.cdf(move / scale) - 1 : 0;
  }

  private static double flow(double[][] in, int from, int n, boolean bulk) {
    double scale = scale(in[0], from, n);
    double signed = 0;
    double total = 0;
    for (int i = from + 1; i < from + n; i++) {
      signed += in[1][i] * side(FastMath.log(in[0][i] / in[0][i - 1]), scale, bulk);
      total += in[1][i];
    }
    return total > 0 ? signed / total : Double.NaN;
  }

  private static double vpin(double[][] in, int from, int n) {
    double scale = scale(in[0], from, n);
    double apart = 0;
    double total = 0;
    for (int i = from + 1; i < from + n; i++) {
      apart += in[1][i] * Math.abs(side(FastMath.log(in[0][i] / in[0][i - 1]), scale, true));
      total += in[1][i];
    }
    return total > 0 ? apart / total : Double.NaN;
  }

  private static double kyle(double[][] in, int from, int n) {
    double meanX = 0;
    double meanY = 0;
    for (int i = from + 1; i < from + n; i++) {
      double move = FastMath.log(in[0][i] / in[0][i - 1]);
      meanX += Math.signum(move) * in[1][i] / (n - 1);
      meanY += move / (n - 1);
    }
    double cross = 0;
    double square = 0;
    for (int i = from + 1; i < from + n; i++) {
      double move = FastMath.log(in[0][i] / in[0][i - 1]);
      double x = Math.signum(move) * in[1][i] - meanX;
      cross += x * (move - meanY);
      square += x * x;
    }
    return square > 0 ? cross / square : Double.NaN;
  }

  private static double zeros(double[][] in, int from, int n) {
    int count = 0;
    for (int i = from; i < from + n; i++) {
      count += in[0][i] == 0 ? 1 : 0;
    }
    return count / (double) n;
  }
}
