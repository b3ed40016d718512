// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.cost;

/**
 * Fills take at most a share of a bar's volume; what is left waits for the next bar. The concession
 * is {@code priceImpact} · (filled / volume)² of the price.
 *
 * <p>Shares are counted over all orders of the asset in the bar.
 *
 * @param share largest share of the volume, in (0, 1]
 * @param priceImpact at least 0
 */
public record VolumeLimit(double share, double priceImpact) {
  public VolumeLimit {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("volume limit: share must lie in (0, 1], got " + share);
    }
    if (!(priceImpact >= 0 && priceImpact < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "volume limit: priceImpact must be finite and at least 0, got " + priceImpact);
    }
  }

  /** At most 2.5 % of the volume, with a price impact of 0.1: the usual choice. */
  public static VolumeLimit standard() {
    return new VolumeLimit(0.025, 0.1);
  }

  /** At most a share of the volume, without price impact. */
  public static VolumeLimit of(double share) {
    return new VolumeLimit(share, 0);
  }
}
