// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/**
 * Statistics of all values of a series so far.
 *
 * <p>The value at bar t belongs to the values up to and including t. NaN values are left out of
 * every statistic and not counted, because one would otherwise spoil the rest of the series; the
 * value at such a bar is that of the bars before it (NaN for rank and z-score, which ask about that
 * bar). The value is NaN until {@code minObservations} values have been seen. The trend statistics
 * count bars by the values left. O(1) per value, order statistics O(n). Immutable and thread-safe;
 * streams are not.
 */
public final class Expanding {
  private final int minObservations;
  private final int ddof;

  private Expanding(int minObservations, int ddof) {
    this.minObservations = minObservations;
    this.ddof = ddof;
  }

  /**
   * Windows that start at the first value.
   *
   * @param minObservations values before the first answer, at least 1
   */
  public static Expanding of(int minObservations) {
    if (minObservations < 1) {
      throw new IllegalArgumentException("minObservations must be >= 1: " + minObservations);
    }
    return new Expanding(minObservations, 1);
  }

  /**
   * With another divisor n − ddof of variance, standard deviation, z-score and covariance.
   *
   * @param newDdof 0 for the population formula, 1 for the unbiased one, the default
   */
  public Expanding withDdof(int newDdof) {
    if (newDdof < 0) {
      throw new IllegalArgumentException("ddof must be >= 0: " + newDdof);
    }
    return new Expanding(minObservations, newDdof);
  }

  /** A statistic of the values up to every bar. */
  public double[] apply(WindowStatistic statistic, double[] x) {
    return drain(stream(statistic), x);
  }

  /** The p-quantile of the values up to every bar. */
  public double[] quantile(double[] x, double p) {
    return drain(quantileStream(p), x);
  }

  private static double[] drain(WindowStream stream, double[] x) {
    double[] out = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      out[t] = stream.update(x[t]);
    }
    return out;
  }

  /** A statistic of two series over the pairs up to every bar; a pair with a NaN is left out. */
  public double[] apply(PairStatistic statistic, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "x and y must have equal length: " + x.length + " and " + y.length);
    }
    PairStream stream = stream(statistic);
    double[] out = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      out[t] = stream.update(x[t], y[t]);
    }
    return out;
  }

  /** A statistic fed value by value. */
  public WindowStream stream(WindowStatistic statistic) {
    int needed = Math.max(minObservations, statistic.minimum(ddof));
    if (statistic.isOrder()) {
      double level = statistic == WindowStatistic.MEDIAN ? 0.5 : OrderStream.RANK;
      return OrderStream.expanding(level, needed);
    }
    GrowingSummary summary = new GrowingSummary(statistic.aggregate());
    double[] out = new double[1];
    return x -> {
      boolean missing = Double.isNaN(x);
      if (!missing) {
        summary.add(x, 0);
      }
      if (summary.size() < needed || (missing && statistic == WindowStatistic.Z_SCORE)) {
        return Double.NaN;
      }
      double[][] state = summary.copy();
      Finish.apply(statistic, state, summary.size(), ddof, summary.newest(), 0, out, 0, 1);
      return out[0];
    };
  }

  /** A statistic of two series fed pair by pair. */
  public PairStream stream(PairStatistic statistic) {
    int needed = Math.max(minObservations, statistic.minimum(ddof));
    GrowingSummary summary = new GrowingSummary(new PairAggregate());
    double[] out = new double[1];
    return (x, y) -> {
      if (!Double.isNaN(x) && !Double.isNaN(y)) {
        summary.add(x, y);
      }
      if (summary.size() < needed) {
        return Double.NaN;
      }
      Finish.apply(statistic, summary.copy(), summary.size(), ddof, out, 0, 1);
      return out[0];
    };
  }

  /** The p-quantile fed value by value. */
  public WindowStream quantileStream(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in [0, 1]: " + p);
    }
    return OrderStream.expanding(p, minObservations);
  }
}
