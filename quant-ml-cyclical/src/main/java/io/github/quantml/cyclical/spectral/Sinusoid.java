// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import org.apache.commons.math3.util.FastMath;

/** Cosine and sine columns by rotation, re-anchored so that rounding cannot build up. */
final class Sinusoid {
  private static final int ANCHOR = 64;

  private Sinusoid() {}

  /** cos[t] = cos 2πf(t + first), sin[t] likewise. */
  static void fill(double frequency, double first, double[] cos, double[] sin) {
    double stepCos = FastMath.cos(2 * FastMath.PI * frequency);
    double stepSin = FastMath.sin(2 * FastMath.PI * frequency);
    double c = 1;
    double s = 0;
    for (int t = 0; t < cos.length; t++) {
      if (t % ANCHOR == 0) {
        double cycles = frequency * (t + first);
        double angle = 2 * FastMath.PI * (cycles - FastMath.rint(cycles));
        c = FastMath.cos(angle);
        s = FastMath.sin(angle);
      }
      cos[t] = c;
      sin[t] = s;
      double next = c * stepCos - s * stepSin;
      s = s * stepCos + c * stepSin;
      c = next;
    }
  }
}
