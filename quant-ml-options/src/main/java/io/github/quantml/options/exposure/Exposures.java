// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.exposure;

/**
 * Sums of Greek · sign · contracts · multiplier.
 *
 * @param gamma in the unit asked for
 * @param delta shares
 * @param vanna shares per 1.00 of volatility
 * @param charm shares per year of calendar time
 */
public record Exposures(double gamma, double delta, double vanna, double charm) {
  /** Nothing. */
  public static final Exposures NONE = new Exposures(0, 0, 0, 0);

  /** The sum of two. */
  public Exposures plus(Exposures other) {
    return new Exposures(
        gamma + other.gamma, delta + other.delta, vanna + other.vanna, charm + other.charm);
  }

  /** Charm in money per calendar day of 365 at spot s. */
  public double charmMoneyPerDay(double s) {
    return charm * s / 365;
  }
}
