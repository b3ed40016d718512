// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.api.Outcome;
import java.util.List;

/**
 * A panel of assets regressed on the factors of a set.
 *
 * @param factors the set
 * @param assets one regression, or the reason there is none, per asset, in the order of the table
 * @param notes what was done to the returns, such as the subtraction of the risk-free rate
 * @param warnings what looks wrong with the data
 */
public record FactorModelFit(
    FactorSet factors,
    List<Outcome<FactorRegression>> assets,
    List<String> notes,
    List<String> warnings) {
  public FactorModelFit {
    assets = List.copyOf(assets);
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /**
   * The regression of an asset.
   *
   * @throws io.github.quantml.api.QuantMlException why there is none
   */
  public FactorRegression asset(int i) {
    return assets.get(i).orThrow();
  }
}
