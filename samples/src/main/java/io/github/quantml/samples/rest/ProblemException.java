// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

/** Ends a call with a {@link Problem}. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  ProblemException(Problem.Kind kind, String detail) {
    super(detail);
    this.problem = Problem.of(kind, detail);
  }

  /** The same problem as an exception of the library names, in its words. */
  static ProblemException of(Problem.Kind kind, Exception cause) {
    return new ProblemException(kind, String.valueOf(cause.getMessage()));
  }

  Problem problem() {
    return problem;
  }
}
