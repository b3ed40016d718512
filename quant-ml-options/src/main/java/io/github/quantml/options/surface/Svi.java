// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

/**
 * The raw SVI smile w(k) = a + b(ρ(k − m) + √((k − m)² + σ²)).
 *
 * <p>Source: Gatheral and Jacquier (2014), Arbitrage-free SVI volatility surfaces.
 *
 * @param a level of total variance
 * @param b slope, at least 0
 * @param rho rotation of (−1, 1)
 * @param m translation
 * @param sigma smoothness, positive
 */
public record Svi(double a, double b, double rho, double m, double sigma) implements Slice {
  public Svi {
    if (!(b >= 0 && Math.abs(rho) < 1 && sigma > 0 && Double.isFinite(a + b + m + sigma))) {
      throw new IllegalArgumentException(
          "SVI: needs b >= 0, |rho| < 1, sigma > 0, all finite, got a "
              + a
              + ", b "
              + b
              + ", rho "
              + rho
              + ", m "
              + m
              + ", sigma "
              + sigma);
    }
  }

  /** From the natural parameters: w = Δ + ω/2(1 + ζρ(k − μ) + √((ζ(k − μ) + ρ)² + 1 − ρ²)). */
  public static Svi ofNatural(double delta, double mu, double rho, double omega, double zeta) {
    double q = Math.sqrt(1 - rho * rho);
    return new Svi(
        delta + 0.5 * omega * (1 - rho * rho), 0.5 * omega * zeta, rho, mu - rho / zeta, q / zeta);
  }

  /** Natural parameters Δ, μ, ρ, ω, ζ. */
  public double[] toNatural() {
    double q = Math.sqrt(1 - rho * rho);
    double omega = 2 * b * sigma / q;
    double zeta = q / sigma;
    return new double[] {a - 0.5 * omega * (1 - rho * rho), m + rho * sigma / q, rho, omega, zeta};
  }

  /**
   * From jump-wings.
   *
   * @param t years to expiry
   */
  public static Svi of(JumpWings j, double t) {
    double w = j.v() * t;
    double root = Math.sqrt(w);
    double b = 0.5 * root * (j.c() + j.p());
    double rho = 1 - j.p() * root / b;
    double beta = rho - 2 * j.psi() * root / b;
    double q = Math.sqrt(1 - rho * rho);
    double gap = (j.v() - j.least()) * t;
    if (Math.abs(beta) < 1e-12) {
      // m = 0: the minimum's gap is bσ(1 − √(1 − ρ²))
      double sigma = gap / (b * (1 - q));
      return new Svi(j.least() * t - b * sigma * q, b, rho, 0, sigma);
    }
    double alpha = Math.signum(beta) * Math.sqrt(1 / (beta * beta) - 1);
    double m = gap / (b * (-rho + Math.signum(alpha) * Math.sqrt(1 + alpha * alpha) - alpha * q));
    double sigma = alpha * m;
    return new Svi(j.least() * t - b * sigma * q, b, rho, m, sigma);
  }

  /** Jump-wings of a smile at t years. */
  public JumpWings toJumpWings(double t) {
    double w = totalVariance(0);
    double root = Math.sqrt(w);
    return new JumpWings(
        w / t,
        b / (2 * root) * (rho - m / Math.sqrt(m * m + sigma * sigma)),
        b * (1 - rho) / root,
        b * (1 + rho) / root,
        (a + b * sigma * Math.sqrt(1 - rho * rho)) / t);
  }

  /**
   * The smile with the same at-the-money variance, skew and put wing but the call wing and minimum
   * that make it an SSVI slice, free of butterflies where the wings allow (Gatheral and Jacquier,
   * section 5.1).
   */
  public Svi repaired(double t) {
    JumpWings j = toJumpWings(t);
    double c = j.p() + 2 * j.psi();
    double least = j.v() * 4 * j.p() * c / ((j.p() + c) * (j.p() + c));
    return of(new JumpWings(j.v(), j.psi(), j.p(), c, least), t);
  }

  @Override
  public double totalVariance(double k) {
    double x = k - m;
    return a + b * (rho * x + Math.sqrt(x * x + sigma * sigma));
  }

  @Override
  public double slope(double k) {
    double x = k - m;
    return b * (rho + x / Math.sqrt(x * x + sigma * sigma));
  }

  @Override
  public double curvature(double k) {
    double x = k - m;
    double r = x * x + sigma * sigma;
    return b * sigma * sigma / (r * Math.sqrt(r));
  }
}
