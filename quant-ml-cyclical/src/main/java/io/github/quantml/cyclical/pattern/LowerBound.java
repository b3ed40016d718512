// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * What dynamic time warping of two series of one length must cost at least.
 *
 * <p>All are for {@link Dtw} without weights or penalty (those only add), return the summed cost
 * (see {@link PointCost#toDistance}) and need the same cost and a band no smaller than that of the
 * distance they bound. Kim ≤ DTW, Keogh ≤ Improved ≤ DTW.
 *
 * <p>Stateless, thread-safe.
 */
public final class LowerBound {
  private LowerBound() {}

  /**
   * The ends must be matched: c(a₁, b₁) + c(aₙ, bₙ), in O(1).
   *
   * <p>Source: Kim, Park and Chu (2001), An index-based approach for similarity search; the ends
   * only, after Rakthanmanon et al. (2012).
   */
  public static double kim(double[] a, double[] b, PointCost cost) {
    requireSameLength(a.length, b.length);
    int last = a.length - 1;
    boolean squared = cost == PointCost.SQUARED;
    double ends = point(a[0] - b[0], squared);
    return last == 0 ? ends : ends + point(a[last] - b[last], squared);
  }

  /**
   * Every point of a costs at least its way to the envelope of b: Σ c(aᵢ, [lowerᵢ, upperᵢ]).
   *
   * <p>The reversed bound is this with the roles of a and b exchanged.
   *
   * <p>Source: Keogh and Ratanamahatana (2005), Exact indexing of dynamic time warping, eq. 9.
   */
  public static double keogh(double[] a, Envelope b, PointCost cost) {
    requireSameLength(a.length, b.size());
    boolean squared = cost == PointCost.SQUARED;
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += outside(a[i], b.lower(i), b.upper(i), squared);
    }
    return sum;
  }

  /**
   * Keogh's bound and what it leaves: the way of b to the envelope of a clamped into b's envelope.
   *
   * <p>Source: Lemire (2009), Faster retrieval with a two-pass dynamic-time-warping lower bound,
   * Pattern Recognition 42, corollary 4.
   *
   * @param b the second series
   * @param envelope of b at this band
   * @param band r of the distance to be bounded
   */
  public static double improved(
      double[] a, double[] b, Envelope envelope, int band, PointCost cost) {
    requireSameLength(a.length, b.length);
    double[] clamped = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      clamped[i] = clamp(a[i], envelope.lower(i), envelope.upper(i));
    }
    return keogh(a, envelope, cost) + keogh(b, Envelope.of(clamped, band), cost);
  }

  static double clamp(double value, double lower, double upper) {
    return value > upper ? upper : value < lower ? lower : value;
  }

  /**
   * Cost of moving a value into an interval.
   *
   * <p>v + |v| is 2·max(v, 0) without a branch, which no processor could predict here; exact, since
   * at most one of the two is not 0.
   */
  static double outside(double value, double lower, double upper, boolean squared) {
    double above = value - upper;
    double below = lower - value;
    double d = 0.5 * ((above + Math.abs(above)) + (below + Math.abs(below)));
    return squared ? d * d : d;
  }

  static double point(double difference, boolean squared) {
    return squared ? difference * difference : Math.abs(difference);
  }

  private static void requireSameLength(int a, int b) {
    if (a != b || a == 0) {
      throw new IllegalArgumentException(
          "b: must have as many values as a, at least 1, got " + a + " and " + b);
    }
  }
}
