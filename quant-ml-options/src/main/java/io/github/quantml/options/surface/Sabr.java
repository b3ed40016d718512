// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import io.github.quantml.math.NelderMead;
import io.github.quantml.options.internal.NormalisedBlack;
import org.apache.commons.math3.util.FastMath;

/**
 * SABR's implied volatility to first order in time, lognormal and normal.
 *
 * <p>z/x(z) is taken from its series near the money, where the quotient cancels. At low strikes and
 * long expiries the expansion's density turns negative. Source: Hagan, Kumar, Lesniewski and
 * Woodward (2002), Managing smile risk, equations 2.17 and B.67.
 *
 * @param alpha level of volatility, positive
 * @param beta backbone of [0, 1]
 * @param nu volatility of volatility, at least 0
 * @param rho correlation of (−1, 1)
 */
public record Sabr(double alpha, double beta, double nu, double rho) {
  public Sabr {
    if (!(alpha > 0 && beta >= 0 && beta <= 1 && nu >= 0 && Math.abs(rho) < 1)
        || !Double.isFinite(alpha + nu)) {
      throw new IllegalArgumentException(
          "SABR: needs alpha > 0, beta of [0, 1], nu >= 0, |rho| < 1, got "
              + alpha
              + ", "
              + beta
              + ", "
              + nu
              + ", "
              + rho);
    }
  }

  /** Black volatility. */
  public double volatility(double forward, double strike, double years) {
    double log = NormalisedBlack.logMoneyness(forward, strike);
    double one = 1 - beta;
    double middle = FastMath.pow(forward * strike, 0.5 * one);
    double l2 = one * one * log * log;
    double bottom = middle * (1 + l2 / 24 + l2 * l2 / 1920);
    double time =
        1
            + (one * one / 24 * alpha * alpha / (middle * middle)
                    + 0.25 * rho * beta * nu * alpha / middle
                    + (2 - 3 * rho * rho) / 24 * nu * nu)
                * years;
    return alpha / bottom * ratio(nu / alpha * middle * log) * time;
  }

  /** Bachelier volatility. */
  public double normalVolatility(double forward, double strike, double years) {
    double log = NormalisedBlack.logMoneyness(forward, strike);
    double one = 1 - beta;
    double middle = FastMath.pow(forward * strike, 0.5 * one);
    double l2 = log * log;
    double m2 = one * one * l2;
    double top =
        alpha * FastMath.pow(forward * strike, 0.5 * beta) * (1 + l2 / 24 + l2 * l2 / 1920);
    double time =
        1
            + (-beta * (2 - beta) / 24 * alpha * alpha / (middle * middle)
                    + 0.25 * rho * beta * nu * alpha / middle
                    + (2 - 3 * rho * rho) / 24 * nu * nu)
                * years;
    return top / (1 + m2 / 24 + m2 * m2 / 1920) * ratio(nu / alpha * middle * log) * time;
  }

  /** z/x(z), x = ln((√(1 − 2ρz + z²) + z − ρ)/(1 − ρ)). */
  private double ratio(double z) {
    if (Math.abs(z) < 1e-4) {
      return 1 - 0.5 * rho * z + (2 - 3 * rho * rho) / 12 * z * z;
    }
    double root = Math.sqrt(1 - 2 * rho * z + z * z);
    return z / FastMath.log((root + z - rho) / (1 - rho));
  }

  /**
   * The parameters closest to Black volatilities at a fixed β, least squares over three unknowns.
   */
  public static Sabr fit(
      double forward, double years, double beta, double[] strike, double[] volatility) {
    if (strike.length < 3 || strike.length != volatility.length) {
      throw new IllegalArgumentException(
          "strike and volatility: need at least 3 each, got "
              + strike.length
              + " and "
              + volatility.length);
    }
    double nearest = volatility[0];
    double gap = Double.POSITIVE_INFINITY;
    for (int i = 0; i < strike.length; i++) {
      if (Math.abs(strike[i] - forward) < gap) {
        gap = Math.abs(strike[i] - forward);
        nearest = volatility[i];
      }
    }
    double level = FastMath.log(nearest * FastMath.pow(forward, 1 - beta));
    double best = Double.POSITIVE_INFINITY;
    double[] found = {level, 0, 0};
    NelderMead search = new NelderMead(1e-11, 20_000);
    for (double rho : new double[] {-0.5, 0.3}) {
      for (double nu : new double[] {0.4, 1.5}) {
        double[] start = {level, FastMath.log(nu), 0.5 * FastMath.log((1 + rho) / (1 - rho))};
        NelderMead.Minimum m =
            search.minimise(x -> error(x, forward, years, beta, strike, volatility), start, 0.3);
        if (m.value() < best) {
          best = m.value();
          found = m.point();
        }
      }
    }
    return of(found, beta);
  }

  private static Sabr of(double[] x, double beta) {
    return new Sabr(FastMath.exp(x[0]), beta, FastMath.exp(x[1]), FastMath.tanh(x[2]));
  }

  private static double error(
      double[] x, double f, double t, double beta, double[] strike, double[] volatility) {
    if (Math.abs(x[1]) > 10 || Math.abs(x[2]) > 4 || Math.abs(x[0]) > 20) {
      return Double.POSITIVE_INFINITY;
    }
    Sabr s = of(x, beta);
    double sum = 0;
    for (int i = 0; i < strike.length; i++) {
      double e = s.volatility(f, strike[i], t) - volatility[i];
      sum += e * e;
    }
    return sum;
  }
}
