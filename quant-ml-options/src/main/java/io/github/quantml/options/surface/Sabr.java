// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import io.github.quantml.math.NelderMead;
import io.github.quantml.options.internal.NormalisedBlack;
import java.util.Arrays;
import java.util.Comparator;
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
  private static final double FIRST_STEP = 0.05;

  /** Squared volatility error a strike below which a fit needs no other start. */
  private static final double CLOSE = 1e-8;

  /** ln ν and artanh ρ. */
  private static final double[][] STARTS = {
    {-0.92, -0.55}, {0.41, -0.55}, {-0.92, 0.31}, {0.41, 0.31}
  };

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
   * The parameters closest to Black volatilities at a fixed β, least squares over three unknowns
   * from an explicit first guess.
   *
   * @param strike positive, no two the same
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
    double[] found = explicit(forward, years, beta, strike, volatility);
    double level = found[0];
    NelderMead search = new NelderMead(1e-11, 20_000);
    NelderMead.Minimum m =
        search.minimise(x -> error(x, forward, years, beta, strike, volatility), found, FIRST_STEP);
    double best = m.value();
    found = m.point();
    // Far from the money or with a wild smile the parabola may start the search in a side valley.
    for (int i = 0; i < STARTS.length && best > CLOSE * strike.length; i++) {
      double[] start = {level, STARTS[i][0], STARTS[i][1]};
      m = search.minimise(x -> error(x, forward, years, beta, strike, volatility), start, 0.3);
      if (m.value() < best) {
        best = m.value();
        found = m.point();
      }
    }
    return of(found, beta);
  }

  /**
   * ln α, ln ν, artanh ρ of the parabola through the three strikes nearest the forward: with s =
   * αF^{β−1} and z = ln(K/F), σ = s + ½(ρν − (1−β)s)z + (s(1−β)²/12 + (2 − 3ρ²)ν²/(12s))z² + … (Le
   * Floc'h and Kennedy 2014, Explicit SABR calibration through simple expansions).
   */
  private static double[] explicit(
      double forward, double years, double beta, double[] strike, double[] volatility) {
    Integer[] order = new Integer[strike.length];
    double[] z = new double[strike.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      z[i] = -NormalisedBlack.logMoneyness(forward, strike[i]);
    }
    Arrays.sort(order, Comparator.comparingDouble(i -> Math.abs(z[i])));
    int i = order[0];
    int j = order[1];
    int k = order[2];
    // Newton's divided differences.
    double ij = (volatility[j] - volatility[i]) / (z[j] - z[i]);
    double jk = (volatility[k] - volatility[j]) / (z[k] - z[j]);
    double bend = (jk - ij) / (z[k] - z[i]);
    double slope = ij - bend * (z[i] + z[j]);
    double at = volatility[i] - z[i] * (slope + bend * z[i]);
    double one = 1 - beta;
    double pull = 2 * slope + one * at;
    double square = 0.5 * (12 * at * bend - at * at * one * one + 3 * pull * pull);
    if (!(at > 0)) {
      return new double[] {
        FastMath.log(volatility[i] * FastMath.pow(forward, one)), FastMath.log(0.5), 0
      };
    }
    double nu = square > 1e-4 ? Math.sqrt(square) : Math.max(Math.abs(pull) * 1.2, 0.05);
    double rho = Math.max(-0.95, Math.min(0.95, pull / nu));
    double time =
        1
            + (one * one / 24 * at * at
                    + 0.25 * rho * beta * nu * at
                    + (2 - 3 * rho * rho) / 24 * nu * nu)
                * years;
    double level = FastMath.log(at / Math.max(time, 0.2) * FastMath.pow(forward, one));
    return new double[] {
      level, FastMath.log(Math.min(nu, 20)), 0.5 * FastMath.log((1 + rho) / (1 - rho))
    };
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
