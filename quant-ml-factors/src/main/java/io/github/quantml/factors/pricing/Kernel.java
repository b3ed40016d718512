// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import org.apache.commons.math3.util.FastMath;

/**
 * Weights of autocovariances in a long-run covariance.
 *
 * <p>With bandwidth b and x = l/(b + 1): Bartlett 1 − x for x ≤ 1 (Newey and West 1987); Parzen 1 −
 * 6x² + 6x³ for x ≤ ½ and 2(1 − x)³ up to 1 (Gallant 1987); quadratic spectral 3/z² (sin z/z − cos
 * z) with z = 6πl/(5b) at every lag (Andrews 1991).
 */
public enum Kernel {
  BARTLETT {
    @Override
    double weight(int lag, double bandwidth) {
      return Math.max(0, 1 - lag / (bandwidth + 1));
    }
  },
  PARZEN {
    @Override
    double weight(int lag, double bandwidth) {
      double x = lag / (bandwidth + 1);
      double rest = Math.max(0, 1 - x);
      return x <= 0.5 ? 1 - 6 * x * x * (1 - x) : 2 * rest * rest * rest;
    }
  },
  QUADRATIC_SPECTRAL {
    @Override
    double weight(int lag, double bandwidth) {
      if (bandwidth == 0) {
        return 0;
      }
      double z = 6 * Math.PI * lag / (5 * bandwidth);
      return 3 / (z * z) * (FastMath.sin(z) / z - FastMath.cos(z));
    }

    @Override
    int lastLag(double bandwidth, int n) {
      return bandwidth == 0 ? 0 : n - 1;
    }
  };

  /** The weight of a lag of at least 1. */
  abstract double weight(int lag, double bandwidth);

  /** The last lag with weight among n observations. */
  int lastLag(double bandwidth, int n) {
    return (int) Math.min(n - 1.0, Math.floor(bandwidth));
  }
}
