// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.net;

/** What a network does to each window before it looks, and undoes to its forecast. */
public enum WindowNorm {
  /** Nothing. */
  NONE,
  /** Subtracts the last row: the forecast is a change. */
  SUBTRACT_LAST,
  /**
   * Subtracts the window's mean and divides by √(variance + 10⁻⁵) of each column.
   *
   * <p>Source: Liu, Wu, Wang, Long (2022), Non-stationary Transformers, section 3.1.
   */
  STANDARDISE,
  /**
   * The same with a trained scale and shift of each column.
   *
   * <p>Source: Kim et al. (2022), Reversible instance normalization, equations 1 to 3.
   */
  REVIN
}
