// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.util.FastMath;

/**
 * Heston's stochastic volatility model, priced by Fourier cosines.
 *
 * <p>dS/S = (r − q)dt + √v dW, dv = κ(θ − v)dt + σ√v dZ, correlation ρ. The characteristic function
 * is in the form whose logarithm stays on its branch. Source: Heston (1993); Albrecher et al.
 * (2007), The little Heston trap; Fang and Oosterlee (2008), A novel pricing method based on
 * Fourier-cosine series expansions.
 *
 * @param v0 variance now, positive
 * @param kappa speed of reversion, positive
 * @param theta long-run variance, positive
 * @param sigma volatility of variance, positive
 * @param rho correlation of (−1, 1)
 */
public record Heston(double v0, double kappa, double theta, double sigma, double rho) {
  private static final int TERMS = 2000;
  private static final double WIDTH = 24;

  public Heston {
    if (!(v0 > 0 && kappa > 0 && theta > 0 && sigma > 0 && Math.abs(rho) < 1)
        || !Double.isFinite(v0 + kappa + theta + sigma)) {
      throw new IllegalArgumentException(
          "Heston: needs v0, kappa, theta, sigma > 0 and |rho| < 1, got "
              + v0
              + ", "
              + kappa
              + ", "
              + theta
              + ", "
              + sigma
              + ", "
              + rho);
    }
  }

  /** Price of a European option. */
  public double price(
      boolean call, double spot, double strike, double years, double rate, double yield) {
    if (!(spot > 0 && strike > 0 && years > 0)
        || !Double.isFinite(spot + strike + years + rate + yield)) {
      throw new IllegalArgumentException(
          "spot, strike, years: must be positive and finite, got "
              + spot
              + ", "
              + strike
              + ", "
              + years);
    }
    double x = FastMath.log(spot / strike) + (rate - yield) * years;
    // Mean variance over the life sets the scale; its width also covers the volatility of variance.
    double decay = -FastMath.expm1(-kappa * years) / kappa;
    double variance = theta * years + (v0 - theta) * decay;
    double spread = Math.sqrt(variance * (1 + sigma * sigma * years / (4 * kappa * theta) + sigma));
    double a = x - 0.5 * variance - WIDTH * 0.5 * spread;
    double b = x - 0.5 * variance + WIDTH * 0.5 * spread;
    double width = b - a;
    double sum = 0;
    for (int k = 0; k < TERMS; k++) {
      double u = k * Math.PI / width;
      Complex c = characteristic(u, years).multiply(new Complex(0, u * (x - a)).exp());
      double term = c.getReal() * payoff(k, u, a, b);
      sum += k == 0 ? 0.5 * term : term;
      if (k > 50 && c.abs() < 1e-18) {
        break;
      }
    }
    double put = strike * FastMath.exp(-rate * years) * sum * 2 / width;
    return call
        ? put + spot * FastMath.exp(-yield * years) - strike * FastMath.exp(-rate * years)
        : put;
  }

  /** Cosine coefficient of max(1 − eʸ, 0) on [a, b]. */
  private static double payoff(int k, double u, double a, double b) {
    double end = Math.min(0, b);
    double angle = u * (end - a);
    double cos = FastMath.cos(angle);
    double sin = FastMath.sin(angle);
    double psi = k == 0 ? end - a : sin / u;
    double chi =
        (cos * FastMath.exp(end) - FastMath.exp(a) + u * sin * FastMath.exp(end)) / (1 + u * u);
    return psi - chi;
  }

  /** E exp(iu(ln S_T − ln F)). */
  private Complex characteristic(double u, double t) {
    Complex iu = new Complex(0, u);
    Complex beta = new Complex(kappa, -rho * sigma * u);
    Complex d = beta.multiply(beta).add(iu.add(u * u).multiply(sigma * sigma)).sqrt();
    Complex g = beta.subtract(d).divide(beta.add(d));
    Complex e = d.multiply(-t).exp();
    Complex one = Complex.ONE;
    Complex c =
        beta.subtract(d)
            .multiply(t)
            .subtract(one.subtract(g.multiply(e)).divide(one.subtract(g)).log().multiply(2))
            .multiply(kappa * theta / (sigma * sigma));
    Complex v =
        beta.subtract(d)
            .divide(sigma * sigma)
            .multiply(one.subtract(e))
            .divide(one.subtract(g.multiply(e)));
    return c.add(v.multiply(v0)).exp();
  }
}
