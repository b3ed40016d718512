// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

/** Covariance estimators of the parameters, named as in Fiorentini, Calzolari and Panattoni. */
public enum ErrorKind {
  /** Inverse of minus the Hessian, H. */
  HESSIAN,
  /** Inverse of the outer product of the scores. */
  OUTER_PRODUCT,
  /** Inverse of the information matrix I: the scores' conditional second moments under the law. */
  INFORMATION,
  /** H⁻¹ OPG H⁻¹, robust to a wrong distribution (White 1982). */
  QUASI_MAXIMUM_LIKELIHOOD,
  /** I⁻¹ OPG I⁻¹ (Bollerslev and Wooldridge 1992). */
  BOLLERSLEV_WOOLDRIDGE
}
