// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import java.util.Arrays;

/**
 * Statistics of every window of the last {@code window} values of a series.
 *
 * <p>The value at bar t belongs to the window that ends at t; the first {@code window} − 1 values
 * are NaN (warm-up). It is a function of the values in that window only: nothing that left the
 * window and nothing that comes later has any influence, except that {@link WindowStatistic#SLOPE}
 * over more than 16 bars may differ in the last places of the window's range with the position of
 * the window. A NaN in the window makes the value NaN unless {@link #withMinObservations(int)} says
 * otherwise; an infinity makes it NaN or infinite.
 *
 * <p>Batch costs O(log window) vectorised steps per value (order statistics: O(window) block
 * moves), a stream the same per update; both give the same bits. Immutable and thread-safe; streams
 * are not.
 */
public final class Rolling {
  private final int window;
  private final int ddof;
  private final int minObservations;

  private Rolling(int window, int ddof, int minObservations) {
    this.window = window;
    this.ddof = ddof;
    this.minObservations = minObservations;
  }

  /**
   * Windows of a fixed number of values.
   *
   * @param window at least 1
   */
  public static Rolling of(int window) {
    if (window < 1) {
      throw new IllegalArgumentException("window must be >= 1: " + window);
    }
    return new Rolling(window, 1, window);
  }

  /**
   * With another divisor n − ddof of variance, standard deviation, z-score and covariance.
   *
   * @param newDdof 0 for the population formula, 1 for the unbiased one, the default
   */
  public Rolling withDdof(int newDdof) {
    if (newDdof < 0) {
      throw new IllegalArgumentException("ddof must be >= 0: " + newDdof);
    }
    return new Rolling(window, newDdof, minObservations);
  }

  /**
   * Leaves NaN values out of their window instead of answering NaN, and answers as soon as a
   * window, also a shorter one at the start, holds so many values. Not for statistics on the bar
   * index or of pairs. O(window) per value.
   *
   * @param count of [1, window]
   */
  public Rolling withMinObservations(int count) {
    if (count < 1 || count > window) {
      throw new IllegalArgumentException(
          "minObservations must be in [1, " + window + "]: " + count);
    }
    return new Rolling(window, ddof, count);
  }

  /** Values per window. */
  public int window() {
    return window;
  }

  /** A statistic of every window. */
  public double[] apply(WindowStatistic statistic, double[] x) {
    double[] out = new double[x.length];
    applyInto(statistic, x, out);
    return out;
  }

  /**
   * A statistic of every window, into an array.
   *
   * @param out as long as x, and not x itself
   */
  public void applyInto(WindowStatistic statistic, double[] x, double[] out) {
    if (out.length != x.length || out == x) {
      throw new IllegalArgumentException(
          "out must be another array of the length of x, " + x.length + ": " + out.length);
    }
    require(statistic);
    if (statistic.isOrder() || minObservations < window) {
      drain(stream(statistic), x, out);
      return;
    }
    Arrays.fill(out, 0, Math.min(window - 1, x.length), Double.NaN);
    if (x.length < window) {
      return;
    }
    if (statistic == WindowStatistic.SLOPE) {
      new SlopeKernel(window).batch(x, out);
      return;
    }
    int windows = x.length - window + 1;
    WindowTree tree = new WindowTree(statistic.aggregate(), window, windows);
    double[][] inputs = {x};
    for (int start = 0; start < windows; start += tree.block()) {
      int count = Math.min(tree.block(), windows - start);
      double[][] state = tree.summarise(inputs, start, count);
      int end = start + window - 1;
      Finish.apply(statistic, state, window, ddof, x, end, out, end, count);
    }
  }

  private void require(WindowStatistic statistic) {
    int needed = statistic.minimum(ddof);
    if (window < needed) {
      throw new IllegalArgumentException(
          "window must be >= " + needed + " for " + statistic + ": " + window);
    }
    if (statistic.isTrend() && minObservations < window) {
      throw new IllegalArgumentException(
          statistic + " needs every bar of the window: minObservations must be " + window);
    }
  }

  private static void drain(WindowStream stream, double[] x, double[] out) {
    for (int t = 0; t < x.length; t++) {
      out[t] = stream.update(x[t]);
    }
  }

  /** A statistic of two series over every window. */
  public double[] apply(PairStatistic statistic, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "x and y must have equal length: " + x.length + " and " + y.length);
    }
    require(statistic);
    double[] out = new double[x.length];
    Arrays.fill(out, 0, Math.min(window - 1, x.length), Double.NaN);
    int windows = x.length - window + 1;
    if (windows < 1) {
      return out;
    }
    WindowTree tree = new WindowTree(new PairAggregate(), window, windows);
    double[][] inputs = {x, y};
    for (int start = 0; start < windows; start += tree.block()) {
      int count = Math.min(tree.block(), windows - start);
      double[][] state = tree.summarise(inputs, start, count);
      Finish.apply(statistic, state, window, ddof, out, start + window - 1, count);
    }
    return out;
  }

  private void require(PairStatistic statistic) {
    int needed = statistic.minimum(ddof);
    if (window < needed) {
      throw new IllegalArgumentException(
          "window must be >= " + needed + " for " + statistic + ": " + window);
    }
    if (minObservations < window) {
      throw new IllegalArgumentException(
          statistic + " needs every pair of the window: minObservations must be " + window);
    }
  }

  /** A statistic fed value by value. */
  public WindowStream stream(WindowStatistic statistic) {
    require(statistic);
    if (statistic.isOrder()) {
      double level = statistic == WindowStatistic.MEDIAN ? 0.5 : OrderStream.RANK;
      return new OrderStream(window, level, minObservations);
    }
    if (minObservations < window) {
      return new SkippingWindow(statistic, window, ddof, minObservations);
    }
    return statistic == WindowStatistic.SLOPE
        ? new SlopeStream(window)
        : new SummaryStream(statistic, window, ddof);
  }

  /** A statistic of two series fed pair by pair. */
  public PairStream stream(PairStatistic statistic) {
    require(statistic);
    return new PairSummaryStream(statistic, window, ddof);
  }

  /**
   * The p-quantile of every window, by linear interpolation: {@link
   * io.github.quantml.math.Quantiles}.
   *
   * @param p probability of [0, 1]
   */
  public double[] quantile(double[] x, double p) {
    double[] out = new double[x.length];
    drain(quantileStream(p), x, out);
    return out;
  }

  /** The p-quantile fed value by value. */
  public WindowStream quantileStream(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in [0, 1]: " + p);
    }
    return new OrderStream(window, p, minObservations);
  }

  /** {@link WindowStatistic#SUM}. */
  public double[] sum(double[] x) {
    return apply(WindowStatistic.SUM, x);
  }

  /** {@link WindowStatistic#MEAN}. */
  public double[] mean(double[] x) {
    return apply(WindowStatistic.MEAN, x);
  }

  /** {@link WindowStatistic#VARIANCE}. */
  public double[] variance(double[] x) {
    return apply(WindowStatistic.VARIANCE, x);
  }

  /** {@link WindowStatistic#STD}. */
  public double[] std(double[] x) {
    return apply(WindowStatistic.STD, x);
  }

  /** {@link WindowStatistic#MIN}. */
  public double[] min(double[] x) {
    return apply(WindowStatistic.MIN, x);
  }

  /** {@link WindowStatistic#MAX}. */
  public double[] max(double[] x) {
    return apply(WindowStatistic.MAX, x);
  }

  /** {@link WindowStatistic#MEDIAN}. */
  public double[] median(double[] x) {
    return apply(WindowStatistic.MEDIAN, x);
  }

  /** {@link WindowStatistic#Z_SCORE}. */
  public double[] zScore(double[] x) {
    return apply(WindowStatistic.Z_SCORE, x);
  }

  /** {@link WindowStatistic#SLOPE}. */
  public double[] slope(double[] x) {
    return apply(WindowStatistic.SLOPE, x);
  }

  /** {@link PairStatistic#COVARIANCE}. */
  public double[] covariance(double[] x, double[] y) {
    return apply(PairStatistic.COVARIANCE, x, y);
  }

  /** {@link PairStatistic#CORRELATION}. */
  public double[] correlation(double[] x, double[] y) {
    return apply(PairStatistic.CORRELATION, x, y);
  }
}
