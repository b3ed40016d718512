// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/**
 * How strongly the instrument moves with a factor.
 *
 * @param loading return of the instrument per unit of factor return
 * @param standardError of the loading, at least 0
 */
public record FactorExposure(double loading, double standardError) {
  public FactorExposure {
    Checks.finite("factor exposure", "loading", loading);
    Checks.nonNegative("factor exposure", "standard error", standardError);
  }
}
