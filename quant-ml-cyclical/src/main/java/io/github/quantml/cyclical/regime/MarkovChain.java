// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/** Arithmetic on small row-stochastic matrices, row-major. */
final class MarkovChain {
  private MarkovChain() {}

  /** Throws unless every row of the states × states matrix is a probability vector. */
  static void requireStochastic(String name, double[] rows, int states) {
    for (int start = 0; start < rows.length; start += states) {
      double sum = 0;
      for (int i = start; i < start + states; i++) {
        if (!(rows[i] >= 0)) {
          throw new IllegalArgumentException(name + " must be at least 0, got " + rows[i]);
        }
        sum += rows[i];
      }
      if (!(Math.abs(sum - 1) < 1e-9)) {
        throw new IllegalArgumentException(name + " must sum to 1 by row, got " + sum);
      }
    }
  }

  /**
   * The stationary distribution by the subtraction-free elimination of Grassmann, Taksar and Heyman
   * (1985, Regenerative analysis and steady state distributions for Markov chains, Operations
   * Research 33), which keeps full relative precision in tiny probabilities.
   */
  static double[] stationary(double[] transition, int states) {
    double[] a = transition.clone();
    int first = 0;
    for (int n = states - 1; n > 0; n--) {
      double out = 0;
      for (int j = 0; j < n; j++) {
        out += a[n * states + j];
      }
      if (!(out > 0)) {
        // States below n cannot be reached again from n: the long run stays at n and above.
        first = n;
        break;
      }
      for (int i = 0; i < n; i++) {
        a[i * states + n] /= out;
        for (int j = 0; j < n; j++) {
          a[i * states + j] += a[i * states + n] * a[n * states + j];
        }
      }
    }
    double[] p = new double[states];
    p[first] = 1;
    double total = 1;
    for (int n = first + 1; n < states; n++) {
      for (int i = first; i < n; i++) {
        p[n] += p[i] * a[i * states + n];
      }
      total += p[n];
    }
    for (int n = 0; n < states; n++) {
      p[n] /= total;
    }
    return p;
  }

  /** left·right for states × states matrices. */
  static double[] multiply(double[] left, double[] right, int states) {
    double[] out = new double[states * states];
    for (int i = 0; i < states; i++) {
      for (int k = 0; k < states; k++) {
        double factor = left[i * states + k];
        for (int j = 0; j < states; j++) {
          out[i * states + j] += factor * right[k * states + j];
        }
      }
    }
    return out;
  }
}
