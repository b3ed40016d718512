// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.distribution.StudentT;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Proper scoring rules: losses, so lower is better, that are least in expectation for the true
 * distribution.
 *
 * <p>Source: Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and
 * estimation, JASA 102; QLIKE: Patton (2011), Volatility forecast comparison using imperfect
 * volatility proxies.
 */
public final class ProperScores {
  private static final double SUM_TOLERANCE = 1e-9;
  private static final int CRPS_PANELS = 24;

  /** Standard deviations beyond which (1 − F)² adds nothing even under heavy tails. */
  private static final double CRPS_REACH = 60;

  private static final double[] GAUSS_NODES = {
    -0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831, 0.9061798459386640
  };
  private static final double[] GAUSS_WEIGHTS = {
    0.2369268850561891,
    0.4786286704993665,
    0.5688888888888889,
    0.4786286704993665,
    0.2369268850561891
  };
  private static final double INVERSE_SQRT_PI = 0.56418958354775628695;

  private ProperScores() {}

  /** The logarithmic score −ln f(y). */
  public static double log(ReturnDistribution forecast, double y) {
    return -forecast.logDensity(y);
  }

  /**
   * The logarithmic score −ln p of the event that happened; +∞ if it was called impossible.
   *
   * @param probabilityOfOutcome probability of [0, 1]
   */
  public static double log(double probabilityOfOutcome) {
    return -FastMath.log(requireProbability("probabilityOfOutcome", probabilityOfOutcome));
  }

  /** The Brier score (p − 1{happened})² of a yes/no forecast. */
  public static double brier(double probability, boolean happened) {
    double miss = requireProbability("probability", probability) - (happened ? 1 : 0);
    return miss * miss;
  }

  /** The Brier score Σ (pᵢ − 1{i = outcome})² of a forecast over classes. */
  public static double brier(double[] probabilities, int outcome) {
    requireClasses(probabilities, outcome);
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double miss = probabilities[i] - (i == outcome ? 1 : 0);
      sum += miss * miss;
    }
    return sum;
  }

  /**
   * The ranked probability score Σₖ (Pₖ − 1{outcome ≤ k})² over cumulated probabilities of ordered
   * classes, divided by K − 1 so that it lies in [0, 1].
   */
  public static double rankedProbability(double[] probabilities, int outcome) {
    requireClasses(probabilities, outcome);
    double cumulated = 0;
    double sum = 0;
    for (int k = 0; k < probabilities.length - 1; k++) {
      cumulated += probabilities[k];
      double miss = cumulated - (outcome <= k ? 1 : 0);
      sum += miss * miss;
    }
    return probabilities.length == 1 ? 0 : sum / (probabilities.length - 1);
  }

  /**
   * The continuous ranked probability score ∫ (F(x) − 1{y ≤ x})² dx of any forecast with a finite
   * variance, in the units of y.
   *
   * <p>Both sides of y are integrated by five-point Gauss-Legendre in u with x = m + s·sinh(u), on
   * about {@value #CRPS_PANELS} panels together; exact to about 10⁻⁶ of the standard deviation for
   * densities that are smooth on that scale.
   */
  public static double crps(ReturnDistribution forecast, double y) {
    double at = FastMath.asinh((y - forecast.mean()) / forecast.stdDev());
    double reach = Math.max(FastMath.asinh(CRPS_REACH), Math.abs(at) + 1);
    return crpsPart(forecast, -reach, at, reach) + crpsPart(forecast, at, reach, reach);
  }

  /** The integral of F² from the left end to y, or of (1 − F)² from y to the right end. */
  private static double crpsPart(
      ReturnDistribution forecast, double from, double to, double reach) {
    int panels = (int) Math.ceil(CRPS_PANELS * (to - from) / (2 * reach));
    double half = (to - from) / (2 * panels);
    boolean upper = to == reach;
    double sum = 0;
    for (int panel = 0; panel < panels; panel++) {
      for (int j = 0; j < GAUSS_NODES.length; j++) {
        double u = from + half * (2 * panel + 1 + GAUSS_NODES[j]);
        double f = forecast.cdf(forecast.mean() + forecast.stdDev() * FastMath.sinh(u));
        double gap = upper ? 1 - f : f;
        sum += GAUSS_WEIGHTS[j] * FastMath.cosh(u) * gap * gap;
      }
    }
    return sum * half * forecast.stdDev();
  }

  /**
   * The continuous ranked probability score ∫ (F(x) − 1{y ≤ x})² dx of a normal forecast, in the
   * units of y.
   */
  public static double crpsNormal(double mean, double stdDev, double y) {
    requirePositive("stdDev", stdDev);
    double z = (y - mean) / stdDev;
    return stdDev
        * (z * (1 - 2 * StandardNormal.survival(z))
            + 2 * StandardNormal.density(z)
            - INVERSE_SQRT_PI);
  }

  /**
   * The continuous ranked probability score of location + scale · T(ν).
   *
   * @param nu greater than 1
   */
  public static double crpsStudentT(double location, double scale, double nu, double y) {
    requirePositive("scale", scale);
    return scale * StudentT.of(nu).crps((y - location) / scale);
  }

  /**
   * The continuous ranked probability score of the empirical distribution of a sample, (1/m) Σ|xᵢ −
   * y| − (1/2m²) ΣΣ|xᵢ − xⱼ|. O(m log m).
   */
  public static double crpsSample(double[] sample, double y) {
    double[] sorted = Series.require("CRPS sample", sample, 1).clone();
    Arrays.sort(sorted);
    int m = sorted.length;
    double distance = 0;
    double spread = 0;
    for (int i = 0; i < m; i++) {
      distance += Math.abs(sorted[i] - y);
      spread += (2.0 * i - m + 1) * (sorted[i] - sorted[0]);
    }
    return distance / m - spread / m / m;
  }

  /**
   * The QLIKE loss v/h − ln(v/h) − 1 of a variance forecast h against a proxy v of the variance; 0
   * for a perfect forecast.
   *
   * @param forecast h &gt; 0
   * @param proxy v &gt; 0, for example a realised variance
   */
  public static double qlike(double forecast, double proxy) {
    requirePositive("forecast", forecast);
    requirePositive("proxy", proxy);
    double ratio = proxy / forecast;
    return ratio - FastMath.log(ratio) - 1;
  }

  /**
   * The Gaussian form of QLIKE, ln h + v/h: the same ranking, and defined for a proxy of 0 such as
   * a squared zero return.
   *
   * @param forecast h &gt; 0
   * @param proxy v ≥ 0
   */
  public static double qlikeLogForm(double forecast, double proxy) {
    requirePositive("forecast", forecast);
    if (!(proxy >= 0)) {
      throw new IllegalArgumentException("proxy must be >= 0: " + proxy);
    }
    return FastMath.log(forecast) + proxy / forecast;
  }

  /**
   * The pinball loss of a quantile forecast q at level p: (y − q)(p − 1{y &lt; q}).
   *
   * @param level p of (0, 1)
   */
  public static double pinball(double level, double quantile, double y) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be in (0, 1): " + level);
    }
    return (y - quantile) * (y < quantile ? level - 1 : level);
  }

  private static double requireProbability(String name, double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1]: " + p);
    }
    return p;
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + " must be > 0: " + value);
    }
  }

  private static void requireClasses(double[] probabilities, int outcome) {
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      sum += requireProbability("probabilities[" + i + "]", probabilities[i]);
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException("probabilities must sum to 1: " + sum);
    }
    if (outcome < 0 || outcome >= probabilities.length) {
      throw new IllegalArgumentException(
          "outcome must be in [0, " + (probabilities.length - 1) + "]: " + outcome);
    }
  }
}
