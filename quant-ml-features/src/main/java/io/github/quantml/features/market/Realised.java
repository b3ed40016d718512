// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import static io.github.quantml.features.graph.Columns.logReturn;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.graph.Columns;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * The family {@code realised}: sums over powers of the log returns of a window, and what jumps add.
 * Undefined, so NaN, where no return of the window differs from 0.
 */
public final class Realised {
  private static final int[] WINDOWS = {21, 63};
  private static final double HALF_PI = Math.PI / 2;

  /** E|Z|^(4/3) of a standard normal Z, 2^(2/3) Γ(7/6)/Γ(1/2). */
  private static final double MU_FOUR_THIRDS = 0.8308609411495;

  private static final Node MOVE = logReturn(Inputs.close(), 1);

  /** |r|^(4/3), once for all windows. */
  private static final Node FOUR_THIRDS =
      Columns.window("four_thirds", 1, (in, from, n) -> fourThirds(in[0][from]), MOVE);

  private Realised() {}

  public static FeatureFamily family() {
    List<Feature> out = new ArrayList<>();
    for (int n : WINDOWS) {
      add(
          out,
          "realised_variance_",
          "sum of squared log returns",
          "Andersen et al. (2003)",
          n,
          Realised::variance);
      add(
          out,
          "bipower_variation_",
          "π/2 Σ|r||r before| n/(n − 1): without jumps",
          "Barndorff-Nielsen and Shephard (2004)",
          n,
          Realised::bipower);
      add(
          out,
          "min_rv_",
          "sum of squares of the lesser of two neighbours, scaled: without jumps",
          "Andersen, Dobrev, Schaumburg (2012)",
          n,
          Realised::minimum);
      add(
          out,
          "med_rv_",
          "sum of squares of the median of three neighbours, scaled: without jumps",
          "Andersen, Dobrev, Schaumburg (2012)",
          n,
          Realised::median);
      add(
          out,
          "downside_share_",
          "share of the realised variance from negative returns",
          "Barndorff-Nielsen, Kinnebrock, Shephard (2010)",
          n,
          Realised::downside);
      add(
          out,
          "jump_share_",
          "max(0, 1 − bipower/realised variance)",
          "Huang and Tauchen (2005)",
          n,
          (in, from, m) -> Math.max(0, 1 - bipower(in, from, m) / positive(in, from, m)));
      out.add(
          Feature.named(
                  "jump_z_" + n,
                  "ratio statistic of no jumps, standard normal without them; " + n + " returns")
              .source("Huang and Tauchen (2005), with tripower quarticity")
              .scaleFree()
              .window(n, Realised::jumpZ, MOVE, FOUR_THIRDS));
      add(
          out,
          "realised_skewness_",
          "√n Σr³ / (Σr²)^(3/2)",
          "Amaya et al. (2015)",
          n,
          Realised::skewness);
      add(
          out,
          "realised_kurtosis_",
          "n Σr⁴ / (Σr²)²",
          "Amaya et al. (2015)",
          n,
          Realised::kurtosis);
    }
    return new FeatureFamily("realised", "Realised variation and jumps", out);
  }

  private static void add(
      List<Feature> out,
      String name,
      String meaning,
      String source,
      int n,
      io.github.quantml.features.graph.WindowFunction function) {
    out.add(
        Feature.named(name + n, meaning + "; " + n + " returns")
            .source(source)
            .scaleFree()
            .window(n, function, logReturn(Inputs.close(), 1)));
  }

  static double variance(double[][] in, int from, int n) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += in[0][i] * in[0][i];
    }
    return sum;
  }

  private static double positive(double[][] in, int from, int n) {
    double variance = variance(in, from, n);
    return variance > 0 ? variance : Double.NaN;
  }

  static double bipower(double[][] in, int from, int n) {
    double sum = 0;
    for (int i = from + 1; i < from + n; i++) {
      sum += Math.abs(in[0][i]) * Math.abs(in[0][i - 1]);
    }
    return HALF_PI * sum * n / (n - 1);
  }

  static double minimum(double[][] in, int from, int n) {
    double sum = 0;
    for (int i = from + 1; i < from + n; i++) {
      double least = Math.min(Math.abs(in[0][i]), Math.abs(in[0][i - 1]));
      sum += least * least;
    }
    return Math.PI / (Math.PI - 2) * sum * n / (n - 1);
  }

  static double median(double[][] in, int from, int n) {
    double sum = 0;
    for (int i = from + 2; i < from + n; i++) {
      double a = Math.abs(in[0][i]);
      double b = Math.abs(in[0][i - 1]);
      double c = Math.abs(in[0][i - 2]);
      double middle = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
      sum += middle * middle;
    }
    return Math.PI / (6 - 4 * Math.sqrt(3) + Math.PI) * sum * n / (n - 2);
  }

  private static double downside(double[][] in, int from, int n) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += in[0][i] < 0 ? in[0][i] * in[0][i] : 0;
    }
    return sum / positive(in, from, n);
  }

  static double fourThirds(double r) {
    double root = FastMath.cbrt(Math.abs(r));
    return root * root * root * root;
  }

  /** Of log returns and their {@link #fourThirds}. */
  static double jumpZ(double[][] in, int from, int n) {
    double variance = positive(in, from, n);
    double bipower = bipower(in, from, n);
    double sum = 0;
    for (int i = from + 2; i < from + n; i++) {
      sum += in[1][i] * in[1][i - 1] * in[1][i - 2];
    }
    double quarticity = sum * n * n / (n - 2) / (MU_FOUR_THIRDS * MU_FOUR_THIRDS * MU_FOUR_THIRDS);
    if (!(bipower > 0)) {
      return Double.NaN;
    }
    double scale =
        (Math.PI * Math.PI / 4 + Math.PI - 5) / n * Math.max(1, quarticity / (bipower * bipower));
    return (1 - bipower / variance) / Math.sqrt(scale);
  }

  private static double skewness(double[][] in, int from, int n) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += in[0][i] * in[0][i] * in[0][i];
    }
    double variance = positive(in, from, n);
    return Math.sqrt(n) * sum / (variance * Math.sqrt(variance));
  }

  private static double kurtosis(double[][] in, int from, int n) {
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += in[0][i] * in[0][i] * in[0][i] * in[0][i];
    }
    double variance = positive(in, from, n);
    return n * sum / (variance * variance);
  }
}
