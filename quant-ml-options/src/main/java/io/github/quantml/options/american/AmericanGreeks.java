// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

/**
 * Price and Greeks of an American option in raw units, as {@link
 * io.github.quantml.options.european.Greek} defines them.
 */
public record AmericanGreeks(
    double price,
    double delta,
    double gamma,
    double vega,
    double theta,
    double rho,
    double phi,
    double dualDelta,
    double dualGamma) {}
