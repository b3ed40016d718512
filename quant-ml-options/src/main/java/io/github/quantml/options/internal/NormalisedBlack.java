// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.internal;

/**
 * The normalised Black price b(x, s) = Φ(h+t)e^{x/2} − Φ(h−t)e^{−x/2} with h = x/s and t = s/2, for
 * x ≤ 0.
 *
 * <p>With b′ = φ(h)e^{−t²/2} the slope in s, b = b′ (Y(h+t) − Y(h−t)), Y = Φ/φ. The difference
 * loses digits for small t; there Y(h+t) − Y(h−t) = 2 Σ Mₙ tⁿ/n! over odd n, with the positive
 * moments Mₙ = ∫₀^∞ uⁿ exp(hu − u²/2) du. The error stays below what the price's own last bit does
 * to s.
 */
public final class NormalisedBlack {
  private static final double SMALL = 0.55;
  private static final double SMALL_PRODUCT = 0.6;

  /** 1/((n + 1)(n + 2)) for odd n. */
  private static final double[] RECIPROCAL = {
    1.0 / 6, 1.0 / 20, 1.0 / 42, 1.0 / 72, 1.0 / 110, 1.0 / 156, 1.0 / 210, 1.0 / 272, 1.0 / 342,
    1.0 / 420
  };

  private NormalisedBlack() {}

  /** ln((F)/(K)) without cancellation near the money. */
  public static double logMoneyness(double forward, double strike) {
    double gap = forward - strike;
    return Math.abs(gap) < 0.5 * strike
        ? Logarithm.log1p(gap / strike)
        : Logarithm.log(forward / strike);
  }

  /** b/b′ for h ≤ 0, t > 0 with h + t below 37. */
  public static double ratio(double h, double t) {
    if (t < SMALL && -h * t < SMALL_PRODUCT) {
      return series(h, t);
    }
    return Mills.ratio(h + t) - Mills.lower(t - h);
  }

  /** b′ = ∂b/∂s. */
  public static double slope(double h, double t) {
    return Mills.DENSITY * Exponential.exp(-0.5 * (h * h + t * t));
  }

  /** b(x, s) for x ≤ 0 and s > 0. */
  public static double price(double x, double s) {
    return price(x, s, slope(x / s, 0.5 * s));
  }

  /** b(x, s) where b′ is known. */
  public static double price(double x, double s, double slope) {
    double h = x / s;
    double t = 0.5 * s;
    if (h + t <= 0 || (t < SMALL && -h * t < SMALL_PRODUCT)) {
      return slope * ratio(h, t);
    }
    double root = Exponential.exp(0.5 * x);
    return Mills.cdf(h + t) * root - Mills.cdf(h - t) / root;
  }

  /** Odd moments alone: M₃ = (h² + 3)M₁ − 1, Mₙ₊₂ = (h² + 2n + 1)Mₙ − n(n − 1)Mₙ₋₂. */
  private static double series(double h, double t) {
    double hh = h * h;
    double square = t * t;
    double before = Mills.firstMoment(-h);
    double moment = (hh + 3) * before - 1;
    double power = square * (1.0 / 6);
    double sum = before + power * moment;
    // A term is at most t²/(n + 2) of the one before; the first left out is below 1e-17.
    int last = t < 0.05 ? 9 : t < 0.2 ? 15 : 21;
    for (int n = 3; n < last; n += 2) {
      double next = (hh + (2 * n + 1)) * moment - n * (n - 1) * before;
      before = moment;
      moment = next;
      power *= square * RECIPROCAL[n >> 1];
      sum += power * moment;
    }
    return 2 * t * sum;
  }
}
