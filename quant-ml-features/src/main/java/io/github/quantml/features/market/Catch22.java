// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import io.github.quantml.math.Ranks;
import io.github.quantml.math.Sums;
import io.github.quantml.math.regression.LeastSquares;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * The canonical time-series characteristics of one series, written from their descriptions. All but
 * the mean and the deviation are of the z-scored series (ddof 1) and so free of scale.
 *
 * <p>Source: Lubba et al. (2019), catch22: CAnonical Time-series CHaracteristics, Data Mining and
 * Knowledge Discovery 33.
 */
final class Catch22 {
  private final double[] y;
  private final int n;
  private final double[] ac;

  /** Null if all values are equal, or there are fewer than 10. */
  static @Nullable Catch22 of(double[] x) {
    double deviation = x.length < 10 ? 0 : Math.sqrt(Sums.variance(x, 1));
    if (!(deviation > 0)) {
      return null;
    }
    double mean = Sums.mean(x);
    double[] z = new double[x.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = (x[i] - mean) / deviation;
    }
    return new Catch22(z);
  }

  private Catch22(double[] z) {
    this.y = z;
    this.n = z.length;
    this.ac = autocorrelations(z);
  }

  private static double[] autocorrelations(double[] x) {
    double mean = Sums.mean(x);
    double[] out = new double[x.length];
    for (int lag = 0; lag < x.length; lag++) {
      double sum = 0;
      for (int i = 0; i + lag < x.length; i++) {
        sum += (x[i] - mean) * (x[i + lag] - mean);
      }
      out[lag] = sum;
    }
    double scale = out[0];
    for (int lag = 0; lag < x.length; lag++) {
      out[lag] /= scale;
    }
    return out;
  }

  private static int firstZero(double[] ac) {
    int lag = 0;
    while (lag < ac.length && ac[lag] > 0) {
      lag++;
    }
    return lag;
  }

  /** Centre of the fullest of some bins of equal width; the mean of them on a tie. */
  double histogramMode(int bins) {
    double low = Arrays.stream(y).min().orElse(0);
    double step = (Arrays.stream(y).max().orElse(0) - low) / bins;
    int[] counts = new int[bins];
    for (double v : y) {
      counts[Math.max(0, Math.min(bins - 1, (int) ((v - low) / step)))]++;
    }
    int most = Arrays.stream(counts).max().orElse(0);
    double sum = 0;
    int ties = 0;
    for (int b = 0; b < bins; b++) {
      if (counts[b] == most) {
        sum += low + (b + 0.5) * step;
        ties++;
      }
    }
    return sum / ties;
  }

  /** Lag, interpolated, at which the autocorrelation falls below 1/e. */
  double firstCrossing() {
    double level = 1 / Math.E;
    for (int i = 0; i < n - 2; i++) {
      if (ac[i + 1] < level) {
        return i + (level - ac[i]) / (ac[i + 1] - ac[i]);
      }
    }
    return n;
  }

  /** First lag at which the autocorrelation has a minimum. */
  double firstMinimum() {
    for (int i = 1; i < n - 1; i++) {
      if (ac[i] < ac[i - 1] && ac[i] < ac[i + 1]) {
        return i;
      }
    }
    return n;
  }

  /** Share of steps larger than 0.04 standard deviations. */
  double largeSteps() {
    int count = 0;
    for (int i = 1; i < n; i++) {
      count += Math.abs(y[i] - y[i - 1]) * 1000 > 40 ? 1 : 0;
    }
    return count / (n - 1.0);
  }

  /** Longest stretch above the mean. */
  double longestAboveMean() {
    double mean = Sums.mean(y);
    int longest = 0;
    int current = 0;
    for (double v : y) {
      current = v > mean ? current + 1 : 0;
      longest = Math.max(longest, current);
    }
    return longest;
  }

  /** Longest stretch of falls. */
  double longestFall() {
    int longest = 0;
    int current = 0;
    for (int i = 1; i < n; i++) {
      current = y[i] < y[i - 1] ? current + 1 : 0;
      longest = Math.max(longest, current);
    }
    return longest;
  }

  /** Entropy of pairs of neighbours in three groups of equal counts. */
  double motifEntropy() {
    int[] group = thirds(y);
    int[] counts = new int[9];
    for (int i = 0; i < n - 1; i++) {
      counts[3 * group[i] + group[i + 1]]++;
    }
    double sum = 0;
    for (int count : counts) {
      double p = count / (n - 1.0);
      sum -= count == 0 ? 0 : p * FastMath.log(p);
    }
    return sum;
  }

  private static int[] thirds(double[] x) {
    double[] sorted = Ranks.sorted(x);
    double first = quantile(sorted, 1 / 3.0);
    double second = quantile(sorted, 2 / 3.0);
    int[] out = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i] <= first ? 0 : x[i] <= second ? 1 : 2;
    }
    return out;
  }

  /** Hazen's: the p-quantile lies at rank np + ½. */
  private static double quantile(double[] sorted, double p) {
    int n = sorted.length;
    double at = n * p - 0.5;
    int low = (int) Math.floor(at);
    int high = Math.min(n - 1, low + 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  /** Mean cube of the steps: whether time can be told from its reverse. */
  double timeReversal() {
    double sum = 0;
    for (int i = 1; i < n; i++) {
      double step = y[i] - y[i - 1];
      sum += step * step * step;
    }
    return sum / (n - 1);
  }

  /** Where in time the values beyond ever higher thresholds lie, of [−1, 1]. */
  double outlierTime(int sign) {
    double top = 0;
    int above = 0;
    for (double v : y) {
      top = Math.max(top, sign * v);
      above += sign * v >= 0 ? 1 : 0;
    }
    int thresholds = (int) (top / 0.01 + 1);
    double[] middle = new double[thresholds];
    int lastShare = 0;
    int firstLone = thresholds - 1;
    boolean lone = false;
    for (int j = 0; j < thresholds; j++) {
      double[] at = new double[n];
      int count = 0;
      for (int i = 0; i < n; i++) {
        if (sign * y[i] >= j * 0.01) {
          at[count++] = i + 1;
        }
      }
      middle[j] = median(at, count) / (n / 2.0) - 1;
      if ((count - 1) * 100.0 / above > 2) {
        lastShare = j;
      }
      if (count <= 1 && !lone) {
        lone = true;
        firstLone = j;
      }
    }
    return median(middle, Math.min(lastShare, firstLone) + 1);
  }

  private static double median(double[] x, int count) {
    double[] sorted = Ranks.sorted(Arrays.copyOf(x, count));
    return count % 2 == 1 ? sorted[count / 2] : 0.5 * (sorted[count / 2] + sorted[count / 2 - 1]);
  }

  /** Summed variances of the columns of the transition matrix of thirds, at the first zero lag. */
  double transitionVariance() {
    int tau = firstZero(ac);
    int m = (n - 1) / tau + 1;
    double[] down = new double[m];
    for (int i = 0; i < m; i++) {
      down[i] = y[i * tau];
    }
    int[] group = thirds(down);
    double[][] share = new double[3][3];
    for (int i = 0; i < m - 1; i++) {
      share[group[i + 1]][group[i]] += 1.0 / (m - 1);
    }
    double sum = 0;
    for (double[] column : share) {
      sum += Sums.variance(column, 1);
    }
    return sum;
  }

  /** Deviation of the error of forecasting by the mean of the last three. */
  double meanForecastError() {
    double[] error = new double[n - 3];
    for (int i = 0; i < error.length; i++) {
      error[i] = y[i + 3] - (y[i] + y[i + 1] + y[i + 2]) / 3;
    }
    return Math.sqrt(Sums.variance(error, 1));
  }

  /** First zero of the autocorrelation of the steps over that of the values. */
  double stepMemory() {
    double[] step = new double[n - 1];
    for (int i = 0; i < step.length; i++) {
      step[i] = y[i + 1] - y[i];
    }
    return firstZero(autocorrelations(step)) / (double) firstZero(ac);
  }

  /** Information in nats that a value has about the one two steps on, in five bins. */
  double informationTwoAhead() {
    double low = Arrays.stream(y).min().orElse(0) - 0.1;
    double step = (Arrays.stream(y).max().orElse(0) + 0.1 - low) / 5;
    double[][] joint = new double[5][5];
    int pairs = n - 2;
    for (int i = 0; i < pairs; i++) {
      int a = Math.min(4, (int) ((y[i] - low) / step));
      int b = Math.min(4, (int) ((y[i + 2] - low) / step));
      joint[a][b] += 1.0 / pairs;
    }
    double sum = 0;
    for (int a = 0; a < 5; a++) {
      for (int b = 0; b < 5; b++) {
        double pa = 0;
        double pb = 0;
        for (int c = 0; c < 5; c++) {
          pa += joint[a][c];
          pb += joint[c][b];
        }
        sum += joint[a][b] > 0 ? joint[a][b] * FastMath.log(joint[a][b] / (pa * pb)) : 0;
      }
    }
    return sum;
  }

  /** First minimum of −½ ln(1 − ρ²) over lags up to 40. */
  double firstInformationMinimum() {
    int most = Math.min(40, (n + 1) / 2);
    double[] information = new double[most];
    for (int lag = 1; lag <= most; lag++) {
      double rho = pearson(lag);
      information[lag - 1] = -0.5 * FastMath.log(1 - rho * rho);
    }
    for (int i = 1; i < most - 1; i++) {
      if (information[i] < information[i - 1] && information[i] < information[i + 1]) {
        return i + 1;
      }
    }
    return most;
  }

  private double pearson(int lag) {
    int m = n - lag;
    double meanA = Sums.mean(y, 0, m);
    double meanB = Sums.mean(y, lag, n);
    double cross = 0;
    double a = 0;
    double b = 0;
    for (int i = 0; i < m; i++) {
      cross += (y[i] - meanA) * (y[i + lag] - meanB);
      a += (y[i] - meanA) * (y[i] - meanA);
      b += (y[i + lag] - meanB) * (y[i + lag] - meanB);
    }
    return cross / Math.sqrt(a * b);
  }

  /**
   * Mean distance of the histogram of step lengths in the plane (value, value a lag on) from an
   * exponential law of the same mean; bins by Scott's rule.
   */
  double embeddedSteps() {
    int tau = Math.min(firstZero(ac), n / 10);
    int m = n - tau - 1;
    double[] d = new double[m];
    for (int i = 0; i < m; i++) {
      double a = y[i + 1] - y[i];
      double b = y[i + tau] - y[i + tau + 1];
      d[i] = Math.sqrt(a * a + b * b);
    }
    double mean = Sums.mean(d);
    double low = Arrays.stream(d).min().orElse(0);
    double high = Arrays.stream(d).max().orElse(0);
    double deviation = Math.sqrt(Sums.variance(d, 1));
    if (deviation < 0.001) {
      return 0;
    }
    int bins = (int) Math.ceil((high - low) / (3.5 * deviation / FastMath.cbrt(m)));
    double width = (high - low) / bins;
    int[] counts = new int[bins];
    for (double v : d) {
      counts[Math.min(bins - 1, (int) ((v - low) / width))]++;
    }
    double sum = 0;
    for (int b = 0; b < bins; b++) {
      double law = Math.max(0, FastMath.exp(-(low + (b + 0.5) * width) / mean) / mean);
      sum += Math.abs(counts[b] / (double) m - law);
    }
    return sum / bins;
  }

  /** Power in the lowest fifth of the frequencies, and the median angular frequency. */
  double[] spectrum() {
    int length = Integer.highestOneBit(n) == n ? n : 2 * Integer.highestOneBit(n);
    int half = length / 2 + 1;
    double mean = Sums.mean(y);
    double[] power = new double[half];
    double[] cosine = new double[length];
    for (int m = 0; m < length; m++) {
      cosine[m] = FastMath.cos(2 * Math.PI * m / length);
    }
    double total = 0;
    for (int k = 0; k < half; k++) {
      double real = 0;
      double imaginary = 0;
      for (int i = 0; i < n; i++) {
        int turn = k * i % length;
        real += (y[i] - mean) * cosine[turn];
        // sin a = cos(a - quarter turn)
        imaginary += (y[i] - mean) * cosine[(turn + length - length / 4) % length];
      }
      power[k] = (real * real + imaginary * imaginary) / n / (2 * Math.PI);
      power[k] *= k > 0 && k < half - 1 ? 2 : 1;
      total += power[k];
    }
    double width = 2 * Math.PI / length;
    double area = 0;
    for (int k = 0; k < half / 5; k++) {
      area += power[k] * width;
    }
    double sum = 0;
    int k = 0;
    while (k < half - 1 && sum + power[k] <= 0.5 * total) {
      sum += power[k++];
    }
    return new double[] {area, k * width};
  }

  /**
   * Lag of the first peak of the autocovariance of the series less its trend, among those up to a
   * third of its length, that is positive and 0.01 above the trough before it; 0 if there is none.
   * The trend is the least-squares cubic spline with one knot in the middle.
   *
   * <p>Source: Wang, Smith, Hyndman (2006), Characteristic-based clustering for time series data,
   * Data Mining and Knowledge Discovery 13, section 3.2.
   */
  double periodicity() {
    double half = 0.5 * (n - 1);
    double[][] basis = new double[4][n];
    for (int i = 0; i < n; i++) {
      double at = (i - half) / half;
      double late = Math.max(0, at);
      basis[0][i] = at;
      basis[1][i] = at * at;
      basis[2][i] = at * at * at;
      basis[3][i] = late * late * late;
    }
    double[] rest = LeastSquares.fitWithIntercept(y, basis).residuals();
    int most = (n + 2) / 3;
    double[] covariance = new double[most + 1];
    for (int lag = 1; lag <= most; lag++) {
      for (int i = 0; i + lag < n; i++) {
        covariance[lag] += rest[i] * rest[i + lag];
      }
      covariance[lag] /= n - lag;
    }
    double trough = Double.NaN;
    for (int lag = 2; lag < most; lag++) {
      double before = covariance[lag] - covariance[lag - 1];
      double after = covariance[lag + 1] - covariance[lag];
      if (before < 0 && after > 0) {
        trough = covariance[lag];
      } else if (before > 0
          && after < 0
          && covariance[lag] >= 0
          && covariance[lag] - trough >= 0.01) {
        return lag;
      }
    }
    return 0;
  }

  /** Share of scales in the short regime of detrended ranges. */
  double rangeScaling() {
    return Scaling.shortRegime(y, 1, true);
  }

  /** Share of scales in the short regime of detrended fluctuations of every second value. */
  double fluctuationScaling() {
    return Scaling.shortRegime(y, 2, false);
  }
}
