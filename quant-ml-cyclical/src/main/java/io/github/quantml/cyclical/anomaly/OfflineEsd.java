// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.distribution.StudentT;
import java.util.Arrays;

/**
 * Rosner's generalised extreme Studentised deviate test: how many of at most r values are outliers.
 *
 * <p>R_i = max |x − mean|/sd (ddof 1) over the values left after taking the i − 1 farthest out; λ_i
 * = (n − i)·t/√((n − i − 1 + t²)(n − i + 1)) with t the 1 − α/(2(n − i + 1)) quantile of Student's
 * t with n − i − 1 degrees of freedom. The outliers are the largest i with R_i &gt; λ_i, so one
 * outlier that hides behind another is found. With {@code robust} median and 1.4826·MAD take the
 * place of mean and sd, as in the seasonal hybrid ESD. Source: Rosner (1983); NIST handbook
 * 1.3.5.17.3.
 *
 * @param most largest number of outliers looked for, at least 1
 * @param alpha level of the test, in (0, 1)
 * @param robust whether to measure by median and MAD
 */
public record OfflineEsd(int most, double alpha, boolean robust) {
  /** Checks the ranges. */
  public OfflineEsd {
    Values.atLeast("most", most, 1);
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1), got " + alpha);
    }
  }

  /** The classical test. */
  public static OfflineEsd of(int most, double alpha) {
    return new OfflineEsd(most, alpha, false);
  }

  /** Changes whether median and MAD are used. */
  public OfflineEsd withRobust(boolean value) {
    return new OfflineEsd(most, alpha, value);
  }

  /**
   * What the test found.
   *
   * @param statistics R_1, R_2, …
   * @param critical λ_1, λ_2, …
   * @param candidates index of the value taken out in each step
   * @param outliers how many of the candidates are outliers
   */
  public record Result(double[] statistics, double[] critical, int[] candidates, int outliers) {
    /** Indices of the outliers, farthest first. */
    public int[] indices() {
      return Arrays.copyOf(candidates, outliers);
    }
  }

  /**
   * Tests finite values.
   *
   * @throws InsufficientDataException when fewer than most + 15 values are given
   */
  public Result test(double[] x) {
    Values.require("generalised ESD", x, most + 15L);
    Values.requireVaried("generalised ESD", x);
    int n = x.length;
    int[] left = new int[n];
    Arrays.setAll(left, i -> i);
    double[] statistics = new double[most];
    double[] critical = new double[most];
    int[] candidates = new int[most];
    int outliers = 0;
    for (int i = 1; i <= most; i++) {
      int size = n - i + 1;
      double[] values = new double[size];
      for (int j = 0; j < size; j++) {
        values[j] = x[left[j]];
      }
      double[] centreAndSpread = robust ? byMedian(values) : byMean(values);
      int farthest = 0;
      double distance = -1;
      for (int j = 0; j < size; j++) {
        double d = Math.abs(values[j] - centreAndSpread[0]);
        if (d > distance) {
          distance = d;
          farthest = j;
        }
      }
      statistics[i - 1] = distance == 0 ? 0 : distance / centreAndSpread[1];
      critical[i - 1] = lambda(n, i);
      candidates[i - 1] = left[farthest];
      System.arraycopy(left, farthest + 1, left, farthest, size - farthest - 1);
      if (statistics[i - 1] > critical[i - 1]) {
        outliers = i;
      }
    }
    return new Result(statistics, critical, candidates, outliers);
  }

  private double lambda(int n, int i) {
    double df = n - i - 1;
    double t = -StudentT.of(df).quantile(alpha / (2.0 * (n - i + 1)));
    return (n - i) * t / Math.sqrt((df + t * t) * (n - i + 1));
  }

  private static double[] byMean(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v;
    }
    double mean = sum / x.length;
    double squares = 0;
    for (double v : x) {
      squares += (v - mean) * (v - mean);
    }
    return new double[] {mean, Math.sqrt(squares / (x.length - 1))};
  }

  private static double[] byMedian(double[] x) {
    SortedWindow window = new SortedWindow(x.length);
    for (double v : x) {
      window.add(v);
    }
    return new double[] {window.median(), window.deviation()};
  }
}
