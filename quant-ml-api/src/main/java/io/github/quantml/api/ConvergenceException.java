// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.io.Serial;

/** An iteration ended without reaching its tolerance; carries how far it came. */
public final class ConvergenceException extends QuantMlException {
  @Serial private static final long serialVersionUID = 1L;

  private final int iterations;
  private final double residual;

  public ConvergenceException(String what, int iterations, double residual) {
    super(what + ": no convergence after " + iterations + " iterations, residual " + residual);
    this.iterations = iterations;
    this.residual = residual;
  }

  public int iterations() {
    return iterations;
  }

  public double residual() {
    return residual;
  }
}
