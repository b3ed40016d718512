// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;

/**
 * The rate that a riskless deposit paid, from the moment it was known.
 *
 * @param known when the rate was published
 * @param annual simple rate a year: 0.05 is five per cent
 */
public record RiskFreeRate(Instant known, double annual) implements Known {
  public RiskFreeRate {
    Checks.finite("risk-free rate of " + known, "annual rate", annual);
  }
}
