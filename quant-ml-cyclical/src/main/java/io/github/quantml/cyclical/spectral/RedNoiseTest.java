// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Every Fourier frequency of a series tested against red noise.
 *
 * <p>Under the null 2I_k/S(f_k) ~ χ²₂ independently, so the local p-value of bin k is
 * exp(−I_k/S(f_k)). The chance that some bin of m is that extreme is Šidák's 1 − (1 − p)^m: that
 * family-wise value answers "is there a cycle at all?". The q-values of Benjamini and Hochberg
 * (1995) answer "which share of the cycles I report is false?". Scale and φ are fitted to the same
 * ordinates, which makes all three slightly conservative.
 *
 * <p>Immutable; arrays are copied out.
 */
public final class RedNoiseTest {
  private final RedNoise noise;
  private final int length;
  private final int firstBin;
  private final double[] ordinates;
  private final double[] localP;
  private final double[] familyP;
  private final double[] fdrQ;
  private final double misfitP;

  private RedNoiseTest(
      RedNoise noise, int length, int firstBin, int lastBin, double[] ordinates, double[] cosines) {
    this.noise = noise;
    this.length = length;
    this.firstBin = firstBin;
    int count = lastBin - firstBin + 1;
    this.ordinates = Arrays.copyOfRange(ordinates, firstBin - 1, lastBin);
    this.localP = new double[count];
    this.familyP = new double[count];
    for (int i = 0; i < count; i++) {
      double ratio = this.ordinates[i] / noise.density((double) (firstBin + i) / length);
      localP[i] = FastMath.exp(-ratio);
      familyP[i] = localP[i] < 1 ? -FastMath.expm1(count * FastMath.log1p(-localP[i])) : 1;
    }
    this.fdrQ = benjaminiHochberg(localP);
    this.misfitP = misfit(noise, ordinates, cosines);
  }

  /**
   * Tests a detrended series.
   *
   * @param x the series, mean already removed
   * @param firstBin lowest frequency tested, k/n with k ≥ 1
   * @param lastBin highest frequency tested, at most ⌊(n − 1)/2⌋
   * @param level family-wise level at which a bin is left out of the fit of the null
   */
  static RedNoiseTest of(double[] x, int firstBin, int lastBin, double level) {
    int n = x.length;
    int half = (n - 1) / 2;
    double[] power = RealFft.of(n).power(x);
    double[] ordinates = new double[half];
    double[] cosines = new double[half];
    for (int k = 1; k <= half; k++) {
      ordinates[k - 1] = power[k] / n;
      cosines[k - 1] = FastMath.cos(2 * FastMath.PI * k / n);
    }
    boolean[] excluded = new boolean[half];
    RedNoise noise = RedNoise.whittle(ordinates, cosines, n, excluded);
    RedNoiseTest first = new RedNoiseTest(noise, n, firstBin, lastBin, ordinates, cosines);
    // A cycle inflates φ and σ and so hides behind its own null: fit again without it.
    int found = 0;
    for (int i = 0; i < first.familyP.length; i++) {
      if (first.familyP[i] < level) {
        excluded[firstBin - 1 + i] = true;
        found++;
      }
    }
    if (found == 0 || found > half / 4) {
      return first;
    }
    RedNoise cleaned = RedNoise.whittle(ordinates, cosines, n, excluded);
    return new RedNoiseTest(cleaned, n, firstBin, lastBin, ordinates, cosines);
  }

  private static double[] benjaminiHochberg(double[] p) {
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(p[a], p[b]));
    double[] q = new double[p.length];
    double least = 1;
    for (int rank = p.length; rank >= 1; rank--) {
      int i = order[rank - 1];
      least = Math.min(least, p[i] * p.length / rank);
      q[i] = least;
    }
    return q;
  }

  /**
   * Bartlett's cumulative periodogram of the whitened series: Kolmogorov-Smirnov distance of the
   * running share of I/S from a straight line (Priestley, 1981, Spectral Analysis and Time Series,
   * section 6.2.6).
   */
  private static double misfit(RedNoise noise, double[] ordinates, double[] cosines) {
    double phi = noise.phi();
    double total = 0;
    double[] running = new double[ordinates.length];
    for (int k = 0; k < ordinates.length; k++) {
      total += ordinates[k] * (1 + phi * phi - 2 * phi * cosines[k]);
      running[k] = total;
    }
    double distance = 0;
    int m = ordinates.length;
    for (int k = 0; k < m; k++) {
      double share = running[k] / total;
      distance = Math.max(distance, Math.max(share - (double) k / m, (k + 1.0) / m - share));
    }
    double root = Math.sqrt(m);
    double lambda = (root + 0.12 + 0.11 / root) * distance;
    double sum = 0;
    double sign = 1;
    for (int j = 1; j <= 100; j++) {
      sum += sign * FastMath.exp(-2.0 * j * j * lambda * lambda);
      sign = -sign;
    }
    return lambda < 0.2 ? 1 : Math.max(0, Math.min(1, 2 * sum));
  }

  /** The null that was fitted. */
  public RedNoise noise() {
    return noise;
  }

  /** How many frequencies were tested. */
  public int size() {
    return localP.length;
  }

  /** Frequency i in cycles per bar. */
  public double frequency(int i) {
    return (double) (firstBin + i) / length;
  }

  /** Periodogram ordinate |X|²/n at frequency i. */
  public double power(int i) {
    return ordinates[i];
  }

  /** Chance of such an ordinate at this one frequency. */
  public double localP(int i) {
    return localP[i];
  }

  /** Chance of such an ordinate at any tested frequency (Šidák). */
  public double familyP(int i) {
    return familyP[i];
  }

  /** False-discovery q-value (Benjamini-Hochberg). */
  public double fdrQ(int i) {
    return fdrQ[i];
  }

  /** Power that noise exceeds at frequency i with local probability p. */
  public double noisePower(int i, double p) {
    return -FastMath.log(p) * noise.density(frequency(i));
  }

  /** Local p-value equivalent to a family-wise level, 1 − (1 − level)^{1/m}. */
  public double localLevel(double level) {
    return -FastMath.expm1(FastMath.log1p(-level) / size());
  }

  /** The frequency with the smallest p-value. */
  public int strongest() {
    int best = 0;
    for (int i = 1; i < localP.length; i++) {
      double margin = ordinates[i] * noise.density(frequency(best));
      best = margin > ordinates[best] * noise.density(frequency(i)) ? i : best;
    }
    return best;
  }

  /**
   * P-value of "the whitened spectrum is flat": when it is tiny the series is not first-order red
   * noise, as after a moving average or band-pass filter, and no p-value here can be trusted.
   */
  public double misfitP() {
    return misfitP;
  }
}
