// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.cost;

/**
 * Market impact that grows with the square root of the share of volume: concession / price = Y · σ
 * · √(Q / V), with σ the standard deviation of log returns per bar and V the mean volume per bar,
 * both over the bars before the fill.
 *
 * <p>Source: Tóth, Lempérière, Deremble, de Lataillade, Kockelkoren, Bouchaud (2011), "Anomalous
 * Price Impact and the Critical Nature of Liquidity in Financial Markets", equation (1).
 *
 * @param coefficient Y, at least 0; about 1 for liquid stocks
 * @param window bars behind σ and V, at least 2; before as many have closed there is no impact
 */
public record SquareRootImpact(double coefficient, int window) {
  public SquareRootImpact {
    if (!(coefficient >= 0 && coefficient < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "impact: coefficient must be finite and at least 0, got " + coefficient);
    }
    if (window < 2) {
      throw new IllegalArgumentException("impact: window must be at least 2, got " + window);
    }
  }
}
