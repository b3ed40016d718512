// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

/** Units of a spectrum. */
public enum Scaling {
  /** Power per unit of frequency: the integral over [0, ½] is the variance. */
  DENSITY,
  /** Power per bin: the peak of a sinusoid of amplitude A reads A²/2, corrected for the taper. */
  SPECTRUM
}
