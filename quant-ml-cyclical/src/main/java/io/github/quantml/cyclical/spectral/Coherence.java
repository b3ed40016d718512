// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import org.apache.commons.math3.util.FastMath;

/**
 * How two series move together, frequency by frequency.
 *
 * <p>C(f) = |P_xy|²/(P_xx·P_yy) with cross-spectra averaged over Welch segments: the squared
 * correlation of the two components at f. Immutable; arrays are copied out.
 *
 * <p>Source: Bendat and Piersol (2010), Random Data, sections 5.2 and 9.2.
 */
public final class Coherence {
  private final double[] frequencies;
  private final double[] coherence;
  private final double[] phase;
  private final double independent;

  private Coherence(double[] frequencies, double[] coherence, double[] phase, double independent) {
    this.frequencies = frequencies;
    this.coherence = coherence;
    this.phase = phase;
    this.independent = independent;
  }

  /**
   * Measures the coherence of two series of equal length; needs at least two segments.
   *
   * @param x first series
   * @param y second series
   * @param welch segments and taper; its averaging is always the mean here
   */
  public static Coherence between(double[] x, double[] y, Welch welch) {
    int needed = 2 * welch.segment() - welch.overlap();
    Series.require("coherence, first series", x, needed);
    Series.require("coherence, second series", y, needed);
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "series must have equal lengths, got " + x.length + " and " + y.length);
    }
    TaperedTransform transform =
        new TaperedTransform(
            welch.periodogram().window().weights(welch.segment()), Scaling.DENSITY);
    CrossSums sums = new CrossSums(transform);
    int segments = welch.segments(x.length);
    for (int s = 0; s < segments; s++) {
      sums.add(welch.stretch(x, s), welch.stretch(y, s));
    }
    int bins = transform.bins();
    double[] coherence = new double[bins];
    double[] phase = new double[bins];
    for (int k = 0; k < bins; k++) {
      double power = sums.xx[k] * sums.yy[k];
      double cross = sums.re[k] * sums.re[k] + sums.im[k] * sums.im[k];
      coherence[k] = power > 0 ? Math.min(1, cross / power) : 0;
      phase[k] = FastMath.atan2(sums.im[k], sums.re[k]);
    }
    return new Coherence(
        Periodogram.frequencies(welch.segment()), coherence, phase, welch.independent(x.length));
  }

  private static final class CrossSums {
    final TaperedTransform transform;
    final double[] xx;
    final double[] yy;
    final double[] re;
    final double[] im;
    final double[] xr;
    final double[] xi;
    final double[] yr;
    final double[] yi;

    CrossSums(TaperedTransform transform) {
      this.transform = transform;
      int bins = transform.bins();
      this.xx = new double[bins];
      this.yy = new double[bins];
      this.re = new double[bins];
      this.im = new double[bins];
      this.xr = new double[bins];
      this.xi = new double[bins];
      this.yr = new double[bins];
      this.yi = new double[bins];
    }

    void add(double[] x, double[] y) {
      transform.transform(x, xr, xi);
      transform.transform(y, yr, yi);
      for (int k = 0; k < xx.length; k++) {
        xx[k] += xr[k] * xr[k] + xi[k] * xi[k];
        yy[k] += yr[k] * yr[k] + yi[k] * yi[k];
        re[k] += xr[k] * yr[k] + xi[k] * yi[k];
        im[k] += xr[k] * yi[k] - xi[k] * yr[k];
      }
    }
  }

  /** Number of frequencies. */
  public int size() {
    return coherence.length;
  }

  /** Frequency i in cycles per bar. */
  public double frequency(int i) {
    return frequencies[i];
  }

  /** Squared coherence at frequency i, in [0, 1]. */
  public double coherence(int i) {
    return coherence[i];
  }

  /**
   * Phase of the second against the first series at frequency i, in (−π, π]; positive: it leads.
   */
  public double phase(int i) {
    return phase[i];
  }

  /** Bars by which the second series follows the first at frequency i &gt; 0, modulo a period. */
  public double lag(int i) {
    if (i < 1) {
      throw new IllegalArgumentException("i must be at least 1, got " + i);
    }
    return -phase[i] / (2 * FastMath.PI * frequencies[i]);
  }

  /**
   * The coherence that independent series exceed with probability p at one frequency, 1 −
   * p^{1/(L−1)} for L equivalent independent segments.
   */
  public double significanceLevel(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p must be in (0, 1), got " + p);
    }
    return 1 - FastMath.pow(p, 1 / (independent - 1));
  }
}
