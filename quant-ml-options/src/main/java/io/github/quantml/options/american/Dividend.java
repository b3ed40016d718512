// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

/**
 * A cash dividend.
 *
 * @param years until the underlying trades without it
 * @param amount in the underlying's currency; the spot falls by it, or to a cent of itself at most
 */
public record Dividend(double years, double amount) {
  public Dividend {
    if (!Double.isFinite(years)) {
      throw new IllegalArgumentException("years: must be finite, got " + years);
    }
    if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("amount: must be at least 0 and finite, got " + amount);
    }
  }
}
