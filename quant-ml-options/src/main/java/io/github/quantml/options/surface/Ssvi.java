// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import org.apache.commons.math3.util.FastMath;

/**
 * One slice of SSVI: w(k) = θ/2(1 + ρφk + √((φk + ρ)² + 1 − ρ²)).
 *
 * <p>Free of butterflies if θφ(1 + |ρ|) ≤ 4 and θφ²(1 + |ρ|) ≤ 4, which {@link #of} demands.
 * Source: Gatheral and Jacquier (2014), theorem 4.2.
 *
 * @param theta total variance at the money, positive
 * @param rho of (−1, 1)
 * @param phi curvature, positive
 */
public record Ssvi(double theta, double rho, double phi) implements Slice {
  public Ssvi {
    if (!(theta > 0 && Math.abs(rho) < 1 && phi > 0 && Double.isFinite(theta + phi))) {
      throw new IllegalArgumentException(
          "SSVI: needs theta > 0, |rho| < 1, phi > 0, got theta "
              + theta
              + ", rho "
              + rho
              + ", phi "
              + phi);
    }
  }

  /** A slice that is free of butterflies. */
  public static Ssvi of(double theta, double rho, double phi) {
    Ssvi s = new Ssvi(theta, rho, phi);
    if (!s.meetsButterflyBounds()) {
      throw new IllegalArgumentException(
          "SSVI: theta*phi*(1+|rho|) and theta*phi^2*(1+|rho|) must be at most 4, got "
              + theta * phi * (1 + Math.abs(rho))
              + " and "
              + theta * phi * phi * (1 + Math.abs(rho)));
    }
    return s;
  }

  /** φ(θ) of the Heston-like family, (1 − (1 − e^{−λθ})/(λθ))/(λθ). */
  public static double hestonPhi(double theta, double lambda) {
    double x = lambda * theta;
    return (1 + FastMath.expm1(-x) / x) / x;
  }

  /** φ(θ) of the power law, η θ^{−γ}(1 + θ)^{γ−1}. */
  public static double powerPhi(double theta, double eta, double gamma) {
    return eta * FastMath.pow(theta, -gamma) * FastMath.pow(1 + theta, gamma - 1);
  }

  /** Whether the sufficient bounds hold. */
  public boolean meetsButterflyBounds() {
    double a = theta * phi * (1 + Math.abs(rho));
    return a <= 4 && a * phi <= 4 + 1e-12;
  }

  /** θφ, the slope parameter of eSSVI. */
  public double psi() {
    return theta * phi;
  }

  @Override
  public double totalVariance(double k) {
    double x = phi * k + rho;
    return 0.5 * theta * (1 + rho * phi * k + Math.sqrt(x * x + 1 - rho * rho));
  }

  @Override
  public double slope(double k) {
    double x = phi * k + rho;
    return 0.5 * theta * phi * (rho + x / Math.sqrt(x * x + 1 - rho * rho));
  }

  @Override
  public double curvature(double k) {
    double x = phi * k + rho;
    double r = x * x + 1 - rho * rho;
    return 0.5 * theta * phi * phi * (1 - rho * rho) / (r * Math.sqrt(r));
  }
}
