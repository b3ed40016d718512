// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/** The kind of density each hidden state emits. */
public enum EmissionFamily {
  /** Normal densities; see {@link CovarianceType}. */
  GAUSSIAN,
  /** Student-t densities with a diagonal scale matrix and their own degrees of freedom. */
  STUDENT_T,
  /** Independent Poisson counts per column. */
  POISSON,
  /** One categorical symbol per row, coded 0, 1, 2 and so on. */
  CATEGORICAL,
  /** A linear regression per state: column 0 is explained by the other columns. */
  REGRESSION
}
