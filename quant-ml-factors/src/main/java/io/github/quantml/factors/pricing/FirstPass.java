// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.factors.data.ReturnTable;

/**
 * The time-series regressions before a cross-section.
 *
 * @param loadings [factor][asset]
 * @param residuals [asset][period]
 * @param assets the returns
 * @param factors the factors
 */
record FirstPass(
    double[][] loadings, double[][] residuals, ReturnTable assets, ReturnTable factors) {
  static FirstPass of(ReturnTable assets, ReturnTable factors) {
    Aligned.factors(assets, factors);
    assets.requireComplete();
    Design design = Design.withConstant(factors.names(), factors.toColumns(), factors.size());
    double[][] loadings = new double[factors.width()][assets.width()];
    double[][] residuals = new double[assets.width()][];
    for (int i = 0; i < assets.width(); i++) {
      double[] y = assets.column(i);
      double[] b = design.coefficients(y);
      residuals[i] = design.residuals(y, b);
      for (int j = 0; j < loadings.length; j++) {
        loadings[j][i] = b[j + 1];
      }
    }
    return new FirstPass(loadings, residuals, assets, factors);
  }
}
