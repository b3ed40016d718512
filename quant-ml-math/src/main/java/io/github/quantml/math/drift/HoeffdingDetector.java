// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.drift;

import org.apache.commons.math3.util.FastMath;

/**
 * The Hoeffding test for a rising mean of bounded values (HDDM, A-test): no distribution assumed.
 *
 * <p>The cut is the point where the mean plus its bound √(ln(1/δ)/(2n)) was least; the means before
 * it and overall differ by more than √(½·(N − n)/(nN)·ln(2/δ)) only with probability δ when nothing
 * changed. Source: Frías-Blanco et al. (2015), Online and non-parametric drift detection methods
 * based on Hoeffding's bounds, corollary 3 and algorithm 1.
 */
public final class HoeffdingDetector implements DriftDetector {
  private final double confidence;
  private long count;
  private double sum;
  private long cutCount;
  private double cutSum;

  private HoeffdingDetector(double confidence) {
    this.confidence = confidence;
  }

  /**
   * A detector.
   *
   * @param confidence δ in (0, 1): probability of a false alarm of one test
   */
  public static HoeffdingDetector of(double confidence) {
    Requirements.that(confidence > 0 && confidence < 1, "confidence must be in (0, 1)", confidence);
    return new HoeffdingDetector(confidence);
  }

  /** δ = 0.001. */
  public static HoeffdingDetector withDefaults() {
    return of(0.001);
  }

  @Override
  public boolean update(double x) {
    count++;
    sum += Requirements.unit(x);
    if (cutCount == 0 || sum / count + bound(count) <= cutSum / cutCount + bound(cutCount)) {
      cutCount = count;
      cutSum = sum;
    }
    boolean changed = false;
    if (cutCount < count) {
      double m = (double) (count - cutCount) / cutCount / count;
      double allowed = Math.sqrt(m / 2 * FastMath.log(2 / confidence));
      changed = sum / count - cutSum / cutCount >= allowed;
    }
    if (changed) {
      reset();
    }
    return changed;
  }

  private double bound(long n) {
    return Math.sqrt(FastMath.log(1 / confidence) / (2.0 * n));
  }

  @Override
  public void reset() {
    count = 0;
    sum = 0;
    cutCount = 0;
    cutSum = 0;
  }
}
