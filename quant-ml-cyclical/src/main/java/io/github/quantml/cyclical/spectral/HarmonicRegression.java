// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Least-squares sums of sinusoids with continuous periods.
 *
 * <p>The bins of a transform of n values are 1/n apart: an error of several per cent for a period
 * seen only a few times. Here a bin is only the first guess; all free frequencies are then refined
 * together by variable projection: amplitudes are solved exactly inside, and Gauss-Newton steps
 * with Levenberg damping move the frequencies (Golub and Pereyra, 1973, The differentiation of
 * pseudo-inverses; Kaufman, 1975). Time is centred, which makes frequency and phase nearly
 * uncorrelated.
 *
 * <p>Immutable, thread-safe. O(iterations·n·r²) for r sinusoids.
 */
public final class HarmonicRegression {
  private static final int MOST_STEPS = 60;
  private static final double SETTLED = 1e-12;

  private final Detrend trend;
  private final double[] known;

  private HarmonicRegression(Detrend trend, double[] known) {
    this.trend = trend;
    this.known = known;
  }

  /**
   * A regression with the given trend fitted beside the sinusoids.
   *
   * @param trend {@code CONSTANT} or {@code LINEAR}
   */
  public static HarmonicRegression of(Detrend trend) {
    if (trend == Detrend.NONE) {
      throw new IllegalArgumentException("trend must be CONSTANT or LINEAR, got NONE");
    }
    return new HarmonicRegression(trend, new double[0]);
  }

  /** Adds sinusoids whose periods (in bars, above 2) are known and stay fixed. */
  public HarmonicRegression withKnownPeriods(double... periods) {
    double[] frequencies = new double[periods.length];
    for (int i = 0; i < periods.length; i++) {
      if (!(periods[i] > 2) || Double.isInfinite(periods[i])) {
        throw new IllegalArgumentException("periods must be above 2 bars, got " + periods[i]);
      }
      frequencies[i] = 1 / periods[i];
    }
    return new HarmonicRegression(trend, frequencies);
  }

  /**
   * Finds the strongest sinusoids one after the other and refines all periods together.
   *
   * @param y the series
   * @param count sinusoids to find beside the known ones, at least 1
   */
  public HarmonicFit search(double[] y, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, got " + count);
    }
    int parameters = trend.parameters() + 2 * known.length + 3 * count;
    Series.require("harmonic regression", y, Math.max(8, 2 * parameters));
    double[] free = new double[0];
    for (int i = 0; i < count; i++) {
      double[] residual = y.clone();
      design(y.length, free).project(residual);
      free = Arrays.copyOf(free, i + 1);
      free[i] = strongestBin(residual);
      free = refine(y, scan(y, free));
    }
    return fit(y, free);
  }

  /** Fits with the given free periods (in bars) as first guesses. */
  public HarmonicFit refineFrom(double[] y, double... periods) {
    int parameters = trend.parameters() + 2 * known.length + 3 * periods.length;
    Series.require("harmonic regression", y, Math.max(8, 2 * parameters));
    double[] free = new double[periods.length];
    for (int i = 0; i < periods.length; i++) {
      if (!(periods[i] > 2) || !(periods[i] <= 2.0 * y.length)) {
        throw new IllegalArgumentException(
            "periods must be above 2 and at most " + 2 * y.length + " bars, got " + periods[i]);
      }
      free[i] = 1 / periods[i];
    }
    return fit(y, refine(y, free));
  }

  private static double strongestBin(double[] residual) {
    double[] power = RealFft.of(residual.length).power(residual);
    int best = 1;
    for (int k = 2; 2 * k < residual.length; k++) {
      best = power[k] > power[best] ? k : best;
    }
    return (double) best / residual.length;
  }

  /** Moves the last frequency to the best of a fine grid within one bin. */
  private double[] scan(double[] y, double[] free) {
    int last = free.length - 1;
    double bin = 1.0 / y.length;
    double[] best = free;
    double least = Double.POSITIVE_INFINITY;
    for (int step = -7; step <= 7; step++) {
      double[] trial = free.clone();
      trial[last] += step * bin / 8;
      if (trial[last] < 0.25 * bin || trial[last] >= 0.5) {
        continue;
      }
      double sum = residualSum(y, trial);
      if (sum < least) {
        least = sum;
        best = trial;
      }
    }
    return best;
  }

  private double residualSum(double[] y, double[] free) {
    double[] residual = y.clone();
    design(y.length, free).project(residual);
    return Columns.dot(residual, residual);
  }

  private double[] refine(double[] y, double[] start) {
    double[] free = start;
    double damping = 1e-3;
    double least = residualSum(y, free);
    double bin = 1.0 / y.length;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] move = gaussNewton(y, free, damping);
      double[] trial = new double[free.length];
      double largest = 0;
      for (int i = 0; i < free.length; i++) {
        double limited = Math.max(-0.5 * bin, Math.min(0.5 * bin, move[i]));
        trial[i] = Math.max(0.25 * bin, Math.min(0.5 - 1e-12, free[i] + limited));
        largest = Math.max(largest, Math.abs(trial[i] - free[i]) / free[i]);
      }
      double sum = residualSum(y, trial);
      if (sum <= least) {
        free = trial;
        least = sum;
        damping *= 0.1;
      } else {
        damping = Math.max(10 * damping, 1e-6);
      }
      if (largest < SETTLED || damping > 1e8) {
        break;
      }
    }
    return free;
  }

  /** The step that solves (JᵀJ + λ·diag)δ = Jᵀr with J = (I − P)·∂Φ/∂f·coefficients. */
  private double[] gaussNewton(double[] y, double[] free, double damping) {
    int n = y.length;
    Columns basis = design(n, free);
    double[] residual = y.clone();
    double[] amplitudes = basis.solve(basis.project(residual));
    double[][] jacobian = new double[free.length][];
    int offset = trend.parameters() + 2 * known.length;
    if (basis.count() < offset + 2 * free.length) {
      // Two sinusoids have merged; there is no direction to move in.
      return new double[free.length];
    }
    for (int i = 0; i < free.length; i++) {
      double[] cos = new double[n];
      double[] sin = new double[n];
      Sinusoid.fill(free[i], -0.5 * (n - 1), cos, sin);
      double a = amplitudes[offset + 2 * i];
      double b = amplitudes[offset + 2 * i + 1];
      double[] column = new double[n];
      for (int t = 0; t < n; t++) {
        column[t] = 2 * FastMath.PI * (t - 0.5 * (n - 1)) * (b * cos[t] - a * sin[t]);
      }
      basis.project(column);
      jacobian[i] = column;
    }
    return dampedSolve(jacobian, residual, damping);
  }

  private static double[] dampedSolve(double[][] columns, double[] residual, double damping) {
    int r = columns.length;
    double[][] a = new double[r][r + 1];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < r; j++) {
        a[i][j] = Columns.dot(columns[i], columns[j]);
      }
      a[i][r] = Columns.dot(columns[i], residual);
    }
    for (int i = 0; i < r; i++) {
      a[i][i] *= 1 + damping;
    }
    for (int i = 0; i < r; i++) {
      for (int k = i + 1; k < r; k++) {
        double factor = a[i][i] > 0 ? a[k][i] / a[i][i] : 0;
        for (int j = i; j <= r; j++) {
          a[k][j] -= factor * a[i][j];
        }
      }
    }
    double[] x = new double[r];
    for (int i = r - 1; i >= 0; i--) {
      double sum = a[i][r];
      for (int j = i + 1; j < r; j++) {
        sum -= a[i][j] * x[j];
      }
      x[i] = a[i][i] > 0 ? sum / a[i][i] : 0;
    }
    return x;
  }

  private Columns design(int n, double[] free) {
    Columns basis = new Columns(2 + 2 * (known.length + free.length));
    addTrend(basis, n);
    for (double frequency : known) {
      addSinusoid(basis, n, frequency);
    }
    for (double frequency : free) {
      addSinusoid(basis, n, frequency);
    }
    return basis;
  }

  private void addTrend(Columns basis, int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    basis.add(ones);
    if (trend == Detrend.LINEAR) {
      double[] line = new double[n];
      for (int t = 0; t < n; t++) {
        line[t] = t - 0.5 * (n - 1);
      }
      basis.add(line);
    }
  }

  private static void addSinusoid(Columns basis, int n, double frequency) {
    double[] cos = new double[n];
    double[] sin = new double[n];
    Sinusoid.fill(frequency, -0.5 * (n - 1), cos, sin);
    basis.add(cos);
    basis.add(sin);
  }

  private HarmonicFit fit(double[] y, double[] free) {
    int n = y.length;
    int sinusoids = known.length + free.length;
    Columns basis = design(n, free);
    double[] residual = y.clone();
    double[] b = Arrays.copyOf(basis.solve(basis.project(residual)), 2 + 2 * sinusoids);
    double[] frequencies = new double[sinusoids];
    double[] cosines = new double[sinusoids];
    double[] sines = new double[sinusoids];
    double middle = 0.5 * (n - 1);
    int offset = trend.parameters();
    for (int i = 0; i < sinusoids; i++) {
      double f = i < known.length ? known[i] : free[i - known.length];
      double shift = 2 * FastMath.PI * f * middle;
      double cos = FastMath.cos(shift);
      double sin = FastMath.sin(shift);
      frequencies[i] = f;
      cosines[i] = b[offset + 2 * i] * cos - b[offset + 2 * i + 1] * sin;
      sines[i] = b[offset + 2 * i] * sin + b[offset + 2 * i + 1] * cos;
    }
    double slope = trend == Detrend.LINEAR ? b[1] : 0;
    double sum = Columns.dot(residual, residual);
    double[] errors = periodErrors(n, free, b, sum);
    return new HarmonicFit(
        n, b[0] - slope * middle, slope, frequencies, cosines, sines, errors, sum);
  }

  /** Standard errors from the full Jacobian in the periods, white residuals. */
  private double[] periodErrors(int n, double[] free, double[] b, double sum) {
    int offset = trend.parameters() + 2 * known.length;
    int parameters = offset + 3 * free.length;
    Columns basis = new Columns(parameters);
    addTrend(basis, n);
    for (double f : known) {
      addSinusoid(basis, n, f);
    }
    for (double f : free) {
      addSinusoid(basis, n, f);
    }
    for (int i = 0; i < free.length; i++) {
      double[] cos = new double[n];
      double[] sin = new double[n];
      Sinusoid.fill(free[i], -0.5 * (n - 1), cos, sin);
      for (int t = 0; t < n; t++) {
        double slope = b[offset + 2 * i + 1] * cos[t] - b[offset + 2 * i] * sin[t];
        // ∂/∂P = −f²·∂/∂f
        cos[t] = -free[i] * free[i] * 2 * FastMath.PI * (t - 0.5 * (n - 1)) * slope;
      }
      basis.add(cos);
    }
    double[] errors = new double[known.length + free.length];
    if (basis.count() == parameters && n > parameters) {
      double[] variances = basis.inverseDiagonal();
      for (int i = 0; i < free.length; i++) {
        double variance = variances[parameters - free.length + i] * sum / (n - parameters);
        errors[known.length + i] = Math.sqrt(variance);
      }
    }
    return errors;
  }
}
