// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import org.apache.commons.math3.util.FastMath;

/**
 * One periodicity: amplitude·cos(2πt/period + phase) with t counted in bars from the first value.
 *
 * @param period period in bars, refined off the Fourier grid
 * @param periodLow lower end of the 95 % interval of the period
 * @param periodHigh upper end of the 95 % interval; infinite if the frequency may be 0
 * @param amplitude half the swing, in units of the series
 * @param amplitudeError standard error of the amplitude
 * @param phase phase at the first value, in (−π, π]
 * @param localP chance of such power at this frequency under red noise
 * @param familyP chance of such power at any tested frequency under red noise
 * @param fdrQ false-discovery q-value
 * @param significant whether {@code familyP} is below the level, and the null is credible
 * @param stability agreement of the two halves of the series in amplitude and phase: 1 for the same
 *     wave, 0 or less for none
 * @param outOfSampleR2 share of the variance of the last third that the cycle fitted to the first
 *     two thirds explains; negative if it makes things worse
 * @param cyclesObserved turns seen, length/period
 * @param harmonicOf index in the report of the slower cycle of which this one is an overtone, or −1
 */
public record Cycle(
    double period,
    double periodLow,
    double periodHigh,
    double amplitude,
    double amplitudeError,
    double phase,
    double localP,
    double familyP,
    double fdrQ,
    boolean significant,
    double stability,
    double outOfSampleR2,
    double cyclesObserved,
    int harmonicOf) {

  /** Frequency in cycles per bar. */
  public double frequency() {
    return 1 / period;
  }

  /** The value of the wave at bar t, which may lie beyond the sample. */
  public double value(double t) {
    double turns = t / period;
    return amplitude * FastMath.cos(2 * FastMath.PI * (turns - FastMath.rint(turns)) + phase);
  }

  Cycle asHarmonicOf(int index) {
    return new Cycle(
        period,
        periodLow,
        periodHigh,
        amplitude,
        amplitudeError,
        phase,
        localP,
        familyP,
        fdrQ,
        significant,
        stability,
        outOfSampleR2,
        cyclesObserved,
        index);
  }
}
