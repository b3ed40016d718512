// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import java.util.List;

/**
 * How the conditional variance h follows from past returns; e = r − μ, z = e/√h, I = 1 for e &lt;
 * 0.
 */
public enum VarianceModel {
  /** h′ = ω + αe² + βh (Bollerslev 1986). */
  GARCH("omega alpha beta"),
  /** h′ = ω + (α + γI)e² + βh (Glosten, Jagannathan and Runkle 1993). */
  GJR("omega alpha gamma beta"),
  /** √h′ = ω + (α + γI)|e| + β√h (Zakoian 1994). */
  TARCH("omega alpha gamma beta"),
  /** ln h′ = ω + α(|z| − √(2/π)) + γz + β ln h (Nelson 1991). */
  EGARCH("omega alpha gamma beta"),
  /** h′^(δ/2) = ω + α(|e| − γe)^δ + βh^(δ/2) (Ding, Granger and Engle 1993). */
  APARCH("omega alpha gamma beta delta"),
  /**
   * h′ = ω/(1 − β) + Σ λᵢe² over 1 000 lags, (1 − βL) Λ(L) = 1 − βL − (1 − φL)(1 − L)^d (Baillie,
   * Bollerslev and Mikkelsen 1996).
   */
  FIGARCH("omega phi d beta"),
  /** h′ = 0.94h + 0.06e² (RiskMetrics 1996); only μ is estimated. */
  EWMA("");

  private final String names;

  VarianceModel(String names) {
    this.names = names;
  }

  /** Names of the parameters after μ and before those of the distribution. */
  public List<String> parameters() {
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }
}
