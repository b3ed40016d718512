// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

/**
 * How one of the three loess smoothers of STL works.
 *
 * @param window points in the neighbourhood, odd, at least 3
 * @param degree degree of the local polynomial: 0, 1 or 2
 * @param jump the smoother is evaluated at every {@code jump}-th point and interpolated linearly
 *     between; 1 is exact
 */
public record LoessSpan(int window, int degree, int jump) {
  /** Checks the ranges. */
  public LoessSpan {
    if (window < 3 || window % 2 == 0) {
      throw new IllegalArgumentException("window must be odd and at least 3, got " + window);
    }
    if (degree < 0 || degree > 2) {
      throw new IllegalArgumentException("degree must be 0, 1 or 2, got " + degree);
    }
    if (jump < 1) {
      throw new IllegalArgumentException("jump must be at least 1, got " + jump);
    }
  }

  /** A smoother evaluated at every point. */
  public static LoessSpan of(int window, int degree) {
    return new LoessSpan(window, degree, 1);
  }

  /** Changes the number of neighbours. */
  public LoessSpan withWindow(int value) {
    return new LoessSpan(value, degree, jump);
  }

  /** Changes the degree of the local polynomial. */
  public LoessSpan withDegree(int value) {
    return new LoessSpan(window, value, jump);
  }

  /** Changes how many points are skipped. */
  public LoessSpan withJump(int value) {
    return new LoessSpan(window, degree, value);
  }
}
