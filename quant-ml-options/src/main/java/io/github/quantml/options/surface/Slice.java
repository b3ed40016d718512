// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import org.apache.commons.math3.util.FastMath;

/**
 * Total implied variance w of one expiry as a function of k = ln(K/F). Implementations are
 * immutable.
 */
public interface Slice {
  /** w(k) = σ²T. */
  double totalVariance(double k);

  /** w′(k). */
  double slope(double k);

  /** w″(k). */
  double curvature(double k);

  /**
   * Durrleman's g(k) = (1 − kw′/2w)² − w′²/4 (1/w + ¼) + w″/2: negative where butterflies have
   * negative prices.
   */
  default double butterfly(double k) {
    double w = totalVariance(k);
    double d = slope(k);
    double a = 1 - 0.5 * k * d / w;
    return a * a - 0.25 * d * d * (1 / w + 0.25) + 0.5 * curvature(k);
  }

  /** Risk-neutral density of k: g(k) φ(d₋)/√w (Breeden and Litzenberger 1978). */
  default double density(double k) {
    double w = totalVariance(k);
    double root = Math.sqrt(w);
    double d = -k / root - 0.5 * root;
    return butterfly(k) / root * 0.39894228040143267794 * FastMath.exp(-0.5 * d * d);
  }
}
