// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.european;

import io.github.quantml.options.internal.Exponential;
import io.github.quantml.options.internal.Mills;
import io.github.quantml.options.internal.NormalisedBlack;
import java.util.Arrays;

/** Price and Greeks of one option into an array of {@link Greek#COUNT}. */
final class EuropeanKernel {
  private EuropeanKernel() {}

  /** Black-Scholes-Merton; S, K, T, σ positive. */
  static void lognormal(
      boolean call,
      double s,
      double k,
      double t,
      double r,
      double q,
      double sigma,
      boolean priceOnly,
      double[] out) {
    double w = call ? 1 : -1;
    double dfr = Exponential.exp(-r * t);
    double dfq = Exponential.exp(-q * t);
    double root = Math.sqrt(t);
    double v = sigma * root;
    double x = NormalisedBlack.logMoneyness(s, k) + (r - q) * t;
    double half = 0.5 * v;
    double h = x / v;
    double d1 = h + half;
    double d2 = h - half;
    double spot = s * dfq;
    double strike = k * dfr;
    double density = Mills.density(d1);
    // K e^{-rT} φ(d2) = S e^{-qT} φ(d1)
    double scaled = spot * density;
    double lower1 = Mills.lower(Math.abs(d1));
    double lower2 = Mills.lower(Math.abs(d2));
    double n1 = w * d1 <= 0 ? density * lower1 : 1 - density * lower1;
    double tail2 = strike > 0 ? scaled * lower2 : 0;
    double strikeN2 = w * d2 <= 0 ? tail2 : strike - tail2;
    double price;
    boolean outOfTheMoney = w * x <= 0;
    if (half < 0.55 && Math.abs(x) < 1.2) {
      double value = scaled * NormalisedBlack.ratio(-Math.abs(h), half);
      price = outOfTheMoney ? value : value + w * (spot - strike);
    } else if (outOfTheMoney) {
      price =
          w * d1 <= 0 && w * d2 <= 0
              ? scaled * Math.abs(lower1 - lower2)
              : w * (spot * n1 - strikeN2);
    } else {
      price = w * (spot * n1 - strikeN2);
    }
    out[0] = Math.max(price, 0);
    if (priceOnly) {
      return;
    }
    double inverseS = 1 / s;
    double inverseT = 1 / t;
    double inverseV = 1 / v;
    double inverseSigma = inverseV * root;
    double inverseK = 1 / k;
    double delta = w * dfq * n1;
    double gamma = dfq * density * inverseS * inverseV;
    double vega = scaled * root;
    double slope =
        (r - q + 0.5 * sigma * sigma) * root * inverseT * inverseSigma - 0.5 * d1 * inverseT;
    double dd = d1 * d2;
    double decay = 0.5 * inverseT + d1 * slope;
    out[1] = delta;
    out[2] = gamma;
    out[3] = vega;
    out[4] = -0.5 * scaled * sigma * root * inverseT + q * s * delta - r * w * strikeN2;
    out[5] = w * t * strikeN2;
    out[6] = -t * s * delta;
    out[7] = -dfq * density * d2 * inverseSigma;
    out[8] = q * delta - dfq * density * slope;
    out[9] = vega * dd * inverseSigma;
    out[10] = vega * (q - 0.5 * inverseT + d1 * slope);
    out[11] = -vega * d1 * root * inverseSigma;
    out[12] = -gamma * inverseS * (d1 * inverseV + 1);
    out[13] = gamma * (dd - 1) * inverseSigma;
    out[14] = gamma * (q + decay);
    out[15] = -vega * inverseSigma * inverseSigma * (dd * (1 - dd) + d1 * d1 + d2 * d2);
    out[16] = -w * strikeN2 * inverseK;
    out[17] = gamma * (s * inverseK) * (s * inverseK);
    out[18] = price > 0 ? delta * s / price : 0;
  }

  /** The limit of zero total volatility: the discounted forward's intrinsic value. */
  static void degenerate(
      boolean call, double s, double k, double t, double r, double q, double[] out) {
    Arrays.fill(out, 0);
    double w = call ? 1 : -1;
    double spot = s * Exponential.exp(-q * t);
    double strike = k * Exponential.exp(-r * t);
    double dfq = Exponential.exp(-q * t);
    double inside = spot == strike ? 0.5 : w * (spot - strike) > 0 ? 1 : 0;
    double price = Math.max(w * (spot - strike), 0);
    out[0] = price;
    out[1] = w * dfq * inside;
    out[4] = w * inside * (q * spot - r * strike);
    out[5] = w * inside * t * strike;
    out[6] = -w * inside * t * spot;
    out[8] = w * q * dfq * inside;
    out[16] = -w * inside * Exponential.exp(-r * t);
    out[18] = price > 0 ? out[1] * s / price : 0;
  }

  /** A forward has no yield of its own: what was the derivative in q belongs to r. */
  static void toForward(double t, double[] out) {
    out[5] = -t * out[0];
    out[6] = 0;
    out[11] = -t * out[3];
  }

  /** Bachelier; T, σ positive. */
  static void normal(
      boolean call,
      double f,
      double k,
      double t,
      double r,
      double sigma,
      boolean priceOnly,
      double[] out) {
    double w = call ? 1 : -1;
    double df = Exponential.exp(-r * t);
    double root = Math.sqrt(t);
    double v = sigma * root;
    double d = (f - k) / v;
    double density = Mills.density(d);
    double lower = density * Mills.lower(Math.abs(d));
    double n = w * d <= 0 ? lower : 1 - lower;
    // For deep options (F−K)Φ + vφ cancels; φ(d)(1 − |d|Y(−|d|))v does not.
    double time = density * Mills.firstMoment(Math.abs(d)) * v;
    double price = df * (w * d <= 0 ? time : time + w * (f - k));
    out[0] = price;
    if (priceOnly) {
      return;
    }
    double delta = w * df * n;
    double gamma = df * density / v;
    double vega = df * root * density;
    double dd = d * d;
    out[1] = delta;
    out[2] = gamma;
    out[3] = vega;
    out[4] = r * price - 0.5 * df * sigma * density / root;
    out[5] = -t * price;
    out[6] = 0;
    out[7] = -df * density * d / sigma;
    out[8] = r * delta + df * density * d / (2 * t);
    out[9] = vega * dd / sigma;
    out[10] = vega * (r - (1 + dd) / (2 * t));
    out[11] = -t * vega;
    out[12] = -gamma * d / v;
    out[13] = gamma * (dd - 1) / sigma;
    out[14] = gamma * (r + (1 - dd) / (2 * t));
    out[15] = vega * dd * (dd - 3) / (sigma * sigma);
    out[16] = -delta;
    out[17] = gamma;
    out[18] = price > 0 ? delta * f / price : 0;
  }

  /** Bachelier in the limit of zero total volatility. */
  static void normalDegenerate(boolean call, double f, double k, double t, double r, double[] out) {
    Arrays.fill(out, 0);
    double w = call ? 1 : -1;
    double df = Exponential.exp(-r * t);
    double inside = f == k ? 0.5 : w * (f - k) > 0 ? 1 : 0;
    double price = df * Math.max(w * (f - k), 0);
    out[0] = price;
    out[1] = w * df * inside;
    out[4] = r * price;
    out[5] = -t * price;
    out[8] = r * out[1];
    out[16] = -out[1];
    out[18] = price > 0 ? out[1] * f / price : 0;
  }
}
