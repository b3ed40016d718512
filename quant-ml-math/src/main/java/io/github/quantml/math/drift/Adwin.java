// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.drift;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * The adaptive window: as long as nothing changes it grows, and when its older part has another
 * mean than its newer part it forgets the older. Two-sided.
 *
 * <p>Values are kept in an exponential histogram of O(log n) buckets. Every 32 values each cut
 * between buckets is tested: with n₀ and n₁ values on its sides, m = 1/(n₀ − 4) + 1/(n₁ − 4), the
 * variance σ² of the window and D = ln(2 ln W/δ), the means may differ by √(2mσ²D) + ⅔mD. Source:
 * Bifet and Gavaldà (2007), Learning from time-changing data with adaptive windowing, sections 3
 * and 4; the interval of 32 and the five values withheld on each side are those of the authors'
 * program.
 */
public final class Adwin implements DriftDetector {
  private static final int BUCKETS_PER_SIZE = 5;
  private static final int INTERVAL = 32;
  private static final int SHORTEST_WINDOW = 10;
  private static final int SHORTEST_SIDE = 5;
  private static final int MOST_SIZES = 62;

  private final double delta;

  /** Of buckets of 2^size values, oldest first: how many there are, their sums and variances. */
  private final int[] buckets = new int[MOST_SIZES];

  private final double[][] sums = new double[MOST_SIZES][BUCKETS_PER_SIZE + 1];
  private final double[][] variances = new double[MOST_SIZES][BUCKETS_PER_SIZE + 1];
  private int largest;
  private long width;
  private double total;
  private double squares;
  private long time;

  private Adwin(double delta) {
    this.delta = delta;
  }

  /**
   * A window.
   *
   * @param delta δ in (0, 1): confidence of one round of tests
   */
  public static Adwin of(double delta) {
    Requirements.that(delta > 0 && delta < 1, "delta must be in (0, 1)", delta);
    return new Adwin(delta);
  }

  /** δ = 0.002. */
  public static Adwin withDefaults() {
    return of(0.002);
  }

  /** How many values the window holds. */
  public long width() {
    return width;
  }

  /** Mean of the window, 0 when it is empty. */
  public double mean() {
    return width == 0 ? 0 : total / width;
  }

  @Override
  public boolean update(double x) {
    insert(Requirements.finite(x));
    time++;
    boolean changed = false;
    if (time % INTERVAL == 0 && width > SHORTEST_WINDOW) {
      boolean shrinking = true;
      while (shrinking) {
        shrinking = width > SHORTEST_WINDOW && hasCut();
        if (shrinking) {
          changed = true;
          dropOldest();
        }
      }
    }
    return changed;
  }

  private void insert(double x) {
    if (width > 0) {
      double gap = x - total / width;
      squares += width * gap * gap / (width + 1);
    }
    width++;
    total += x;
    push(0, x, 0);
    for (int size = 0; buckets[size] > BUCKETS_PER_SIZE; size++) {
      merge(size);
    }
  }

  private void push(int size, double sum, double variance) {
    sums[size][buckets[size]] = sum;
    variances[size][buckets[size]++] = variance;
    largest = Math.max(largest, size);
  }

  /** The two oldest buckets of a size become one of the next. */
  private void merge(int size) {
    double n = Math.scalb(1.0, size);
    double gap = (sums[size][0] - sums[size][1]) / n;
    double sum = sums[size][0] + sums[size][1];
    double variance = variances[size][0] + variances[size][1] + n * gap * gap / 2;
    removeOldest(size, 2);
    push(size + 1, sum, variance);
  }

  private void removeOldest(int size, int count) {
    buckets[size] -= count;
    System.arraycopy(sums[size], count, sums[size], 0, buckets[size]);
    System.arraycopy(variances[size], count, variances[size], 0, buckets[size]);
  }

  private void dropOldest() {
    int size = largest;
    long n = 1L << size;
    double sum = sums[size][0];
    double variance = variances[size][0];
    removeOldest(size, 1);
    width -= n;
    total -= sum;
    double gap = sum / n - total / width;
    squares -= variance + (double) n * width * gap * gap / (n + width);
    while (largest > 0 && buckets[largest] == 0) {
      largest--;
    }
  }

  private boolean hasCut() {
    long before = 0;
    double sumBefore = 0;
    double d = FastMath.log(2 * FastMath.log((double) width) / delta);
    double variance = Math.max(0, squares / width);
    for (int size = largest; size >= 0; size--) {
      for (int k = 0; k < buckets[size]; k++) {
        before += 1L << size;
        sumBefore += sums[size][k];
        long after = width - before;
        boolean last = size == 0 && k == buckets[size] - 1;
        if (!last && before > SHORTEST_SIDE && after > SHORTEST_SIDE) {
          double m = 1.0 / (before - SHORTEST_SIDE + 1) + 1.0 / (after - SHORTEST_SIDE + 1);
          double allowed = Math.sqrt(2 * m * variance * d) + 2 * d * m / 3;
          if (Math.abs(sumBefore / before - (total - sumBefore) / after) > allowed) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Override
  public void reset() {
    Arrays.fill(buckets, 0);
    largest = 0;
    width = 0;
    total = 0;
    squares = 0;
    time = 0;
  }
}
