// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.risk;

import java.util.List;

/**
 * Where the risk of a portfolio comes from; all per period.
 *
 * <p>The contribution of factor j is xⱼ(Fx)ⱼ/σ with x the exposures of the portfolio, that of the
 * specific part Σ wᵢ²sᵢ²/σ; they sum to σ.
 *
 * @param volatility σ
 * @param factors names
 * @param exposures x
 * @param contributions of each factor to σ
 * @param specific contribution of specific risks to σ
 */
public record RiskAttribution(
    double volatility,
    List<String> factors,
    double[] exposures,
    double[] contributions,
    double specific) {
  public RiskAttribution {
    factors = List.copyOf(factors);
    exposures = exposures.clone();
    contributions = contributions.clone();
  }

  @Override
  public double[] exposures() {
    return exposures.clone();
  }

  @Override
  public double[] contributions() {
    return contributions.clone();
  }
}
