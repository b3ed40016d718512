// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

/** Least-squares power of several Fourier terms at uneven times. */
final class HarmonicChiSquare {
  private HarmonicChiSquare() {}

  static double[] powers(LombScargle data, double first, double step, int count) {
    int n = data.size();
    double[] c = new double[n];
    double[] s = new double[n];
    double[] out = new double[count];
    for (int k = 0; k < count; k++) {
      // Fourier terms need the angle only once a frequency: a fresh anchor costs little beside
      // them.
      data.anchor(first + k * step, c, s);
      out[k] = data.normalise(explained(data, c, s));
    }
    return out;
  }

  /** Squared length of the projection of the weighted values on the weighted columns. */
  private static double explained(LombScargle data, double[] c, double[] s) {
    int n = data.size();
    int terms = data.config().terms();
    Columns basis = new Columns(2 * terms + 1);
    double[] root = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      root[i] = Math.sqrt(data.weights()[i]);
      y[i] = root[i] * data.values()[i];
    }
    double before = Columns.dot(y, y);
    if (data.config().floatingMean()) {
      basis.add(root.clone());
      double[] centred = y.clone();
      basis.project(centred);
      before = Columns.dot(centred, centred);
    }
    double[] cos = c.clone();
    double[] sin = s.clone();
    for (int term = 1; term <= terms; term++) {
      double[] a = new double[n];
      double[] b = new double[n];
      for (int i = 0; i < n; i++) {
        a[i] = root[i] * cos[i];
        b[i] = root[i] * sin[i];
        double next = cos[i] * c[i] - sin[i] * s[i];
        sin[i] = sin[i] * c[i] + cos[i] * s[i];
        cos[i] = next;
      }
      basis.add(a);
      basis.add(b);
    }
    basis.project(y);
    return before - Columns.dot(y, y);
  }
}
