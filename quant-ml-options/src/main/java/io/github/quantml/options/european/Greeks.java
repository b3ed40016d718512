// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.european;

/**
 * Price and Greeks of one option; see {@link Greek} for what each is and in which unit.
 *
 * <p>Immutable.
 */
public record Greeks(
    double price,
    double delta,
    double gamma,
    double vega,
    double theta,
    double rho,
    double phi,
    double vanna,
    double charm,
    double vomma,
    double veta,
    double vera,
    double speed,
    double zomma,
    double color,
    double ultima,
    double dualDelta,
    double dualGamma,
    double lambda) {

  static Greeks from(double[] g) {
    return new Greeks(
        g[0], g[1], g[2], g[3], g[4], g[5], g[6], g[7], g[8], g[9], g[10], g[11], g[12], g[13],
        g[14], g[15], g[16], g[17], g[18]);
  }

  /** One of them. */
  public double get(Greek greek) {
    return toArray()[greek.column()];
  }

  /** All of them in the order of {@link Greek}. */
  public double[] toArray() {
    return new double[] {
      price, delta, gamma, vega, theta, rho, phi, vanna, charm, vomma, veta, vera, speed, zomma,
      color, ultima, dualDelta, dualGamma, lambda
    };
  }
}
