// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import java.util.HashSet;
import java.util.List;

/**
 * A named choice of factors, by their column names in the Kenneth French library or, for q5, in the
 * files of global-q.org.
 *
 * @param name of the model
 * @param factors column names, no two alike
 */
public record FactorSet(String name, List<String> factors) {
  /** Sharpe (1964), Lintner (1965). */
  public static final FactorSet CAPM = of("CAPM", "Mkt-RF");

  /** Fama and French (1993). */
  public static final FactorSet FF3 = of("FF3", "Mkt-RF", "SMB", "HML");

  /** Carhart (1997). */
  public static final FactorSet CARHART = of("Carhart", "Mkt-RF", "SMB", "HML", "Mom");

  /** Fama and French (2015). */
  public static final FactorSet FF5 = of("FF5", "Mkt-RF", "SMB", "HML", "RMW", "CMA");

  /** Fama and French (2018). */
  public static final FactorSet FF6 = of("FF6", "Mkt-RF", "SMB", "HML", "RMW", "CMA", "Mom");

  /** Hou, Mo, Xue and Zhang (2021). */
  public static final FactorSet Q5 = of("q5", "R_MKT", "R_ME", "R_IA", "R_ROE", "R_EG");

  public FactorSet {
    factors = List.copyOf(factors);
    if (factors.isEmpty() || new HashSet<>(factors).size() != factors.size()) {
      throw new IllegalArgumentException(
          "factors: must be at least one, no two alike, got " + factors);
    }
  }

  /** Any other set. */
  public static FactorSet of(String name, String... factors) {
    return new FactorSet(name, List.of(factors));
  }

  @Override
  public String toString() {
    return name + factors;
  }
}
