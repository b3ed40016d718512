// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

/** Whose defaults {@link StlConfig#of} takes; the same data give different numbers under each. */
public enum StlPreset {
  /**
   * Python statsmodels: seasonal window 7, local lines everywhere, no jumps, 5 inner passes (2 with
   * 15 outer ones if robust), low-pass window the next odd number above the period.
   */
  STATSMODELS,
  /**
   * R {@code stats::stl}: seasonal degree 0, jumps of a tenth of the windows, 2 inner passes (1
   * with 15 outer ones if robust), low-pass window the period or the next odd number.
   */
  R,
  /**
   * The easy entry of the original Fortran program, with its median repaired: local lines, jumps of
   * a tenth, 2 inner passes; robust: 1 inner and at most 15 outer ones, fewer once seasonal and
   * trend change by less than 1 % of their ranges.
   */
  NETLIB
}
