// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

/** Transforms of tapered stretches of one length, scaled to a one-sided spectrum. */
final class TaperedTransform {
  private final double[] weights;
  private final RealFft fft;
  private final double scale;

  TaperedTransform(double[] weights, Scaling scaling) {
    this.weights = weights;
    this.fft = RealFft.of(weights.length);
    double sum = 0;
    double squares = 0;
    for (double w : weights) {
      sum += w;
      squares += w * w;
    }
    this.scale = scaling == Scaling.DENSITY ? 1 / squares : 1 / (sum * sum);
  }

  int bins() {
    return fft.bins();
  }

  /** One-sided factor of bin k, scale included. */
  double factor(int k) {
    boolean alone = k == 0 || 2 * k == weights.length;
    return alone ? scale : 2 * scale;
  }

  void transform(double[] x, double[] re, double[] im) {
    double[] tapered = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      tapered[t] = weights[t] * x[t];
    }
    fft.forward(tapered, re, im);
  }

  /** Adds share times the power of the stretch. */
  void addPower(double[] x, double[] out, double share) {
    double[] re = new double[bins()];
    double[] im = new double[bins()];
    transform(x, re, im);
    for (int k = 0; k < re.length; k++) {
      out[k] += share * factor(k) * (re[k] * re[k] + im[k] * im[k]);
    }
  }
}
