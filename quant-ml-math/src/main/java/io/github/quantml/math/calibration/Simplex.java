// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.calibration;

import org.apache.commons.math3.util.FastMath;

/** Steps that all calibrations share. */
final class Simplex {
  private Simplex() {}

  /** Scales to sum 1 with none below {@link ProbabilityCalibration#LEAST}, in place. */
  static double[] normalised(double[] p) {
    scale(p);
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.max(ProbabilityCalibration.LEAST, p[i]);
    }
    scale(p);
    return p;
  }

  private static void scale(double[] p) {
    double total = 0;
    for (double v : p) {
      total += v;
    }
    for (int i = 0; i < p.length; i++) {
      p[i] = total > 0 ? p[i] / total : 1.0 / p.length;
    }
  }

  /** Logarithms of probabilities, none below that of {@link ProbabilityCalibration#LEAST}. */
  static double[] logs(double[] p) {
    double[] logs = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      logs[i] = FastMath.log(Math.max(ProbabilityCalibration.LEAST, p[i]));
    }
    return logs;
  }

  /** exp(zᵢ)/Σexp(zⱼ), in place. */
  static double[] softmax(double[] z) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double v : z) {
      highest = Math.max(highest, v);
    }
    double total = 0;
    for (int i = 0; i < z.length; i++) {
      z[i] = FastMath.exp(z[i] - highest);
      total += z[i];
    }
    for (int i = 0; i < z.length; i++) {
      z[i] /= total;
    }
    return z;
  }
}
