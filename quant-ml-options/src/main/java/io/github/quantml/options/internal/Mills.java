// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.internal;

/**
 * The ratio Y(z) = Φ(z)/φ(z) of the standard normal law and what option prices need of it.
 *
 * <p>A price is a density times a difference of such ratios, so no exponential is taken twice and
 * nothing underflows before the price does. The rational functions are those of {@code Erf},
 * scaled.
 *
 * <p>Source: Cody (1969), Rational Chebyshev approximations for the error function.
 */
public final class Mills {
  /** √(2π). */
  public static final double SQRT_TWO_PI = 2.5066282746310005024;

  /** 1/√(2π). */
  public static final double DENSITY = 0.39894228040143267794;

  private static final double SQRT_HALF = 0.70710678118654752440;
  private static final double SQRT_HALF_PI = 1.2533141373155002512;
  private static final double ONE_OVER_SQRT_PI = 5.6418958354775628695e-1;
  private static final double SMALL = 0.46875;

  /**
   * (1 + y²)(1 − yY(−y)) as a polynomial of w = (Ay + B)/(y + 2) over y of [1, 5.7]: its Chebyshev
   * series, computed with 60 digits, to the last term above 1e-16.
   */
  private static final double[] FIRST = {
    0.8145261771553763, 0.1567469774881769, -0.0013332252300078062, -0.02834953659550863,
    0.00518628014818107, 0.001237919551345817, -0.0001805144278402312, -8.371593555704219e-05,
    -3.0388187710926443e-06, 4.11384521414299e-06, 1.0393749119088055e-06, -4.619883881075635e-09,
    -6.529405909735593e-08, -1.737295159184093e-08, -7.021534032341267e-10, 1.0071445325909431e-09,
    3.549746020896187e-10, 1.4614943741866945e-11, -1.56140103029082e-11
  };

  private static final double FIRST_A = 2.276595744680851;
  private static final double FIRST_B = -5.276595744680851;
  private static final double SQRT_PI = 1.7724538509055160273;

  private Mills() {}

  /** φ(z). */
  public static double density(double z) {
    return DENSITY * Exponential.exp(-0.5 * z * z);
  }

  /** Φ(z), with full relative precision in the lower tail. */
  public static double cdf(double z) {
    return cdf(z, density(z));
  }

  /** Φ(z) when φ(z) is known. */
  public static double cdf(double z, double density) {
    return z <= 0 ? density * lower(-z) : 1 - density * lower(z);
  }

  /** Y(z) = Φ(z)/φ(z), z below 37. */
  public static double ratio(double z) {
    return z <= 0 ? lower(-z) : 1 / density(z) - lower(z);
  }

  /** Y(−y) for y ≥ 0: √(π/2) erfcx(y/√2). */
  public static double lower(double y) {
    double x = y * SQRT_HALF;
    if (x <= SMALL) {
      double s = x * x;
      double n =
          ((((1.85777706184603153e-1 * s + 3.16112374387056560e00) * s + 1.13864154151050156e02) * s
                      + 3.77485237685302021e02)
                  * s
              + 3.20937758913846947e03);
      double d =
          ((((s + 2.36012909523441209e01) * s + 2.44024637934444173e02) * s
                      + 1.28261652607737228e03)
                  * s
              + 2.84423683343917062e03);
      return SQRT_HALF_PI * Exponential.exp(s) * (1 - x * (n / d));
    }
    return SQRT_HALF_PI * (x <= 4 ? middle(x) : far(x));
  }

  /** Even and odd powers apart, as in {@link #firstMoment}; all coefficients are positive. */
  private static double middle(double y) {
    double z = y * y;
    double even =
        (((2.15311535474403846e-8 * z + 8.88314979438837594e0) * z + 2.98635138197400131e02) * z
                    + 1.71204761263407058e03)
                * z
            + 1.23033935479799725e03;
    double odd =
        ((5.64188496988670089e-1 * z + 6.61191906371416295e01) * z + 8.81952221241769090e02) * z
            + 2.05107837782607147e03;
    double evenBelow =
        (((z + 1.17693950891312499e02) * z + 1.62138957456669019e03) * z + 4.36261909014324716e03)
                * z
            + 1.23033935480374942e03;
    double oddBelow =
        ((1.57449261107098347e01 * z + 5.37181101862009858e02) * z + 3.29079923573345963e03) * z
            + 3.43936767414372164e03;
    return (even + y * odd) / (evenBelow + y * oddBelow);
  }

  private static double far(double y) {
    return (ONE_OVER_SQRT_PI - farCorrection(1 / (y * y))) / y;
  }

  /** What x erfcx(x) lacks to 1/√π, of s = 1/x². */
  private static double farCorrection(double s) {
    double n =
        ((((1.63153871373020978e-2 * s + 3.05326634961232344e-1) * s + 3.60344899949804439e-1) * s
                            + 1.25781726111229246e-1)
                        * s
                    + 1.60837851487422766e-2)
                * s
            + 6.58749161529837803e-4;
    double d =
        ((((s + 2.56852019228982242e00) * s + 1.87295284992346725e00) * s + 5.27905102951428412e-1)
                        * s
                    + 6.05183413124413191e-2)
                * s
            + 2.33520497626869185e-3;
    return s * n / d;
  }

  /** 1 − yY(−y) = ∫₀^∞ u e^{−yu − u²/2} du for y ≥ 0, without the cancellation. */
  public static double firstMoment(double y) {
    if (y < 1) {
      return 1 - y * lower(y);
    }
    if (y < 5.7) {
      double w = (FIRST_A * y + FIRST_B) / (y + 2);
      // Even and odd powers apart: two chains take the time of one.
      double z = w * w;
      double even = FIRST[18];
      double odd = FIRST[17];
      for (int i = 16; i > 0; i -= 2) {
        even = even * z + FIRST[i];
        odd = odd * z + FIRST[i - 1];
      }
      return (even * z + FIRST[0] + odd * w) / (1 + y * y);
    }
    double x = y * SQRT_HALF;
    return SQRT_PI * farCorrection(1 / (x * x));
  }
}
