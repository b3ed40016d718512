// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.implied;

import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.options.internal.Exponential;
import io.github.quantml.options.internal.Logarithm;
import io.github.quantml.options.internal.Mills;
import io.github.quantml.options.internal.NormalisedBlack;

/**
 * The total volatility s that gives a normalised out-of-the-money Black price β at x = ln(F/K) ≤ 0.
 *
 * <p>The price has its inflection at s_c = √(2|x|). Tangents there meet 0 and the maximum e^{x/2}
 * and part the prices into four branches, each with a rational guess; third-order Householder steps
 * on 1/ln b, b or ln(b_max − b) finish. The price function is {@link NormalisedBlack}.
 *
 * <p>Source: Jäckel (2015), Let's be rational, Wilmott 2015(75).
 */
final class LetsBeRational {
  private static final int STEPS = 4;
  private static final double SQRT_THREE = 1.7320508075688772935;
  private static final double TWO_PI_OVER_SQRT_27 = 1.2091995761561452337;
  private static final double SQRT_HALF_PI = 1.2533141373155002512;

  private LetsBeRational() {}

  /**
   * The s of β at x.
   *
   * @param beta of (0, e^{x/2})
   * @param x at most 0
   */
  static double totalVolatility(double beta, double x) {
    if (x == 0) {
      // b(0, s) = 2Φ(s/2) − 1
      return atTheMoney(beta);
    }
    double most = Exponential.exp(0.5 * x);
    double ax = -x;
    double sc = Math.sqrt(2 * ax);
    // At s_c h = −t, so that b′ = φ(0)e^{x/2} and b = b′(Y(0) − Y(−s_c)): exact enough to part by.
    double vc = Mills.DENSITY * most;
    double bc = vc * (SQRT_HALF_PI - Mills.lower(sc));
    if (beta < bc) {
      double sl = sc - bc / vc;
      double vl = sl > 0 ? NormalisedBlack.slope(x / sl, 0.5 * sl) : 0;
      double bl = sl > 0 ? NormalisedBlack.price(x, sl, vl) : 0;
      if (beta < bl) {
        return lower(beta, x, lowerGuess(beta, ax, sl, bl));
      }
      double r = RationalCubic.fitRight(bl, bc, sl, sc, 1 / vl, 1 / vc, 0, false);
      return middle(beta, x, RationalCubic.at(beta, bl, bc, sl, sc, 1 / vl, 1 / vc, r), 0, sc);
    }
    double su = vc > Double.MIN_NORMAL ? sc + (most - bc) / vc : sc;
    double bu = NormalisedBlack.price(x, su);
    if (beta <= bu) {
      double vu = NormalisedBlack.slope(x / su, 0.5 * su);
      double r = RationalCubic.fitLeft(bc, bu, sc, su, 1 / vc, 1 / vu, 0, false);
      double guess = RationalCubic.at(beta, bc, bu, sc, su, 1 / vc, 1 / vu, r);
      return beta < 0.5 * most
          ? middle(beta, x, guess, sc, Double.MAX_VALUE)
          : upper(beta, x, most, guess);
    }
    return upper(beta, x, most, upperGuess(beta, x, most, su, bu));
  }

  private static double atTheMoney(double beta) {
    double s = -2 * StandardNormal.quantile(0.5 - 0.5 * beta);
    for (int i = 0; i < 2 && s > 0; i++) {
      double b = NormalisedBlack.price(0, s);
      double step = (beta - b) / NormalisedBlack.slope(0, 0.5 * s);
      if (!(Math.abs(step) > 0x1p-54 * s) || !(Math.abs(step) < 0.1 * s)) {
        break;
      }
      s += step;
    }
    return s;
  }

  private static double lowerGuess(double beta, double ax, double sl, double bl) {
    double z = ax / (SQRT_THREE * sl);
    double lower = Mills.lower(z);
    double density = Mills.density(z);
    double p = density * lower;
    double p2 = p * p;
    double f = TWO_PI_OVER_SQRT_27 * ax * p2 * p;
    double zz = z * z;
    double df = 2 * Math.PI * zz * p2 * Exponential.exp(zz + 0.125 * sl * sl);
    double s2 = sl * sl;
    double ddf =
        Math.PI
            / 6
            * zz
            / (s2 * sl)
            * p
            * (8 * SQRT_THREE * sl * ax + (3 * s2 * (s2 - 8) - 8 * ax * ax) * lower)
            * Exponential.exp(2 * zz + 0.25 * s2);
    double r = RationalCubic.fitRight(0, bl, 0, f, 1, df, ddf, true);
    double value = RationalCubic.at(beta, 0, bl, 0, f, 1, df, r);
    if (!(value > 0)) {
      double t = beta / bl;
      value = (f * t + bl * (1 - t)) * t;
    }
    double root = Exponential.exp(Logarithm.log(value / (TWO_PI_OVER_SQRT_27 * ax)) * (1.0 / 3));
    double quantile = root < 0.5 ? StandardNormal.quantile(root) : -1e-3;
    double s = ax / (SQRT_THREE * Math.abs(quantile));
    return s < sl ? s : sl;
  }

  private static double upperGuess(double beta, double x, double most, double su, double bu) {
    double f = Mills.cdf(-0.5 * su);
    double w = x / su * (x / su);
    double df = -0.5 * Exponential.exp(0.5 * w);
    double ddf = SQRT_HALF_PI * Exponential.exp(w + 0.125 * su * su) * w / su;
    double r =
        ddf < Double.MAX_VALUE
            ? RationalCubic.fitLeft(bu, most, f, 0, df, -0.5, ddf, true)
            : Double.MAX_VALUE;
    double value = RationalCubic.at(beta, bu, most, f, 0, df, -0.5, r);
    if (!(value > 0)) {
      double t = (beta - bu) / (most - bu);
      value = (f * (1 - t) + 0.5 * (most - bu) * t) * (1 - t);
    }
    return value > 0 ? Math.max(su, -2 * StandardNormal.quantile(Math.min(value, 0.5))) : su;
  }

  /** On 1/ln b, which is nearly linear for small prices. */
  private static double lower(double beta, double x, double guess) {
    double s = guess;
    double logBeta = Logarithm.log(beta);
    for (int i = 0; i < STEPS; i++) {
      double h = x / s;
      double t = 0.5 * s;
      double ratio = NormalisedBlack.ratio(h, t);
      // ln b stays finite where b underflows
      double logB = Logarithm.log(ratio * Mills.DENSITY) - 0.5 * (h * h + t * t);
      double slope = 1 / ratio;
      double hh = h * h / s - 0.25 * s;
      double newton = gap(beta, ratio, h, t, logBeta - logB) * logB / logBeta * ratio;
      double k = 1 / logB;
      double halley = hh - slope * (1 + 2 * k);
      double third =
          hh * hh
              - 3 * h * h / (s * s)
              - 0.25
              + 2 * slope * slope * (1 + 3 * k * (1 + k))
              - 3 * hh * slope * (1 + 2 * k);
      double step = householder(newton, halley, third);
      step = Math.max(step, -0.5 * s);
      s += step;
      if (converged(step, s, i)) {
        break;
      }
    }
    return s;
  }

  /** ln β − ln b; close to the answer from β − b, which keeps the digits that logarithms lose. */
  private static double gap(double beta, double ratio, double h, double t, double logs) {
    if (Math.abs(logs) < 1e-3 && h > -37) {
      double b = ratio * NormalisedBlack.slope(h, t);
      return log1p((beta - b) / b);
    }
    return logs;
  }

  /** ln(1 + y) to the last bit for |y| below 0.0011. */
  private static double log1p(double y) {
    return y * (1 - y * (0.5 - y * (1.0 / 3 - y * (0.25 - y * 0.2))));
  }

  private static double middle(double beta, double x, double guess, double low, double high) {
    double s = guess;
    for (int i = 0; i < STEPS; i++) {
      double h = x / s;
      double t = 0.5 * s;
      double slope = NormalisedBlack.slope(h, t);
      double newton = (beta - NormalisedBlack.price(x, s, slope)) / slope;
      double hh = h * h / s - 0.25 * s;
      double third = hh * hh - 3 * h * h / (s * s) - 0.25;
      double step = householder(newton, hh, third);
      step = Math.min(Math.max(step, 0.5 * (low - s)), high);
      s += step;
      if (converged(step, s, i)) {
        break;
      }
    }
    return s;
  }

  /** On ln(b_max − b). */
  private static double upper(double beta, double x, double most, double guess) {
    double s = guess;
    double gapBeta = most - beta;
    for (int i = 0; i < STEPS; i++) {
      double h = x / s;
      double t = 0.5 * s;
      // e^{x/2} − b, summed from its two tails without cancellation
      double gap = most * Mills.cdf(-h - t) + Mills.cdf(h - t) / most;
      double slope = NormalisedBlack.slope(h, t);
      double p = slope / gap;
      double excess = (gap - gapBeta) / gapBeta;
      double log = Math.abs(excess) < 1e-3 ? log1p(excess) : Logarithm.log(gap / gapBeta);
      double newton = log / p;
      double hh = h * h / s - 0.25 * s;
      double third = hh * hh - 3 * h * h / (s * s) - 0.25 + p * (2 * p + 3 * hh);
      double step = householder(newton, hh + p, third);
      step = Math.max(step, -0.5 * s);
      s += step;
      if (converged(step, s, i)) {
        break;
      }
    }
    return s;
  }

  private static double householder(double newton, double halley, double third) {
    double step =
        newton * (1 + 0.5 * halley * newton) / (1 + newton * (halley + third * newton * (1.0 / 6)));
    return step * newton > 0 ? step : newton;
  }

  /** After two steps of fourth order, one below 1e-5 leaves an error below the last bit. */
  private static boolean converged(double step, double s, int i) {
    double size = Math.abs(step);
    return size <= 1e-16 * s || size < (i == 0 ? 1e-6 : 1e-5) * s;
  }
}
