// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/** How much freedom the covariance matrices of Gaussian emissions have. */
public enum CovarianceType {
  /** One variance per state, shared by all columns, no correlation. */
  SPHERICAL,
  /** One variance per state and column, no correlation. */
  DIAGONAL,
  /** One full matrix per state. */
  FULL,
  /** One full matrix shared by all states. */
  TIED
}
