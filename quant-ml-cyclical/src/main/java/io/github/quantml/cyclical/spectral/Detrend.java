// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

/** What is removed from a series before its spectrum is taken. */
public enum Detrend {
  /** Nothing. */
  NONE(0),
  /** The mean. */
  CONSTANT(1),
  /** The least-squares line. */
  LINEAR(2);

  private final int parameters;

  Detrend(int parameters) {
    this.parameters = parameters;
  }

  /** Returns a detrended copy. */
  public double[] apply(double[] x) {
    double[] out = x.clone();
    if (this != NONE) {
      centre(out);
    }
    if (this == LINEAR) {
      removeSlope(out);
    }
    return out;
  }

  /** How many parameters are removed. */
  int parameters() {
    return parameters;
  }

  private static void centre(double[] x) {
    double mean = 0;
    for (double value : x) {
      mean += value;
    }
    mean /= x.length;
    // A second pass takes out what rounding left of a large level.
    double rest = 0;
    for (int t = 0; t < x.length; t++) {
      x[t] -= mean;
      rest += x[t];
    }
    rest /= x.length;
    for (int t = 0; t < x.length; t++) {
      x[t] -= rest;
    }
  }

  private static void removeSlope(double[] x) {
    double middle = 0.5 * (x.length - 1);
    double covariance = 0;
    double variance = 0;
    for (int t = 0; t < x.length; t++) {
      covariance += (t - middle) * x[t];
      variance += (t - middle) * (t - middle);
    }
    double slope = variance > 0 ? covariance / variance : 0;
    for (int t = 0; t < x.length; t++) {
      x[t] -= slope * (t - middle);
    }
  }
}
