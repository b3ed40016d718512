// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.math.regression.LeastSquares;
import org.apache.commons.math3.util.FastMath;

/**
 * The test of Kwiatkowski, Phillips, Schmidt and Shin of stationarity against a unit root.
 *
 * <p>η = Σ Sₜ²/(n² s²), with S the cumulated residuals about a constant or a trend and s² their
 * Bartlett long-run variance. A small p-value speaks against stationarity. The p-value is
 * interpolated in the published table and thus limited to [0.01, 0.10].
 *
 * <p>Sources: Kwiatkowski et al. (1992), Testing the null hypothesis of stationarity, Journal of
 * Econometrics 54; lag by Hobijn, Franses, Ooms (1998), Generalizations of the KPSS-test.
 *
 * @param statistic η
 * @param pValue interpolated, within [0.01, 0.10]
 * @param lags of the long-run variance
 */
public record Kpss(double statistic, double pValue, int lags) {
  private static final double[] P_VALUES = {0.10, 0.05, 0.025, 0.01};
  private static final double[] LEVEL = {0.347, 0.463, 0.574, 0.739};
  private static final double[] TREND = {0.119, 0.146, 0.176, 0.216};

  /** Stationarity about a constant, or about a linear trend, the lag chosen from the data. */
  public static Kpss test(double[] y, boolean trend) {
    double[] residuals = residuals(y, trend);
    return test(residuals, trend, automaticLag(residuals));
  }

  /**
   * The test with a given lag of the long-run variance.
   *
   * @param lags at least 0 and less than the length
   */
  public static Kpss withLags(double[] y, boolean trend, int lags) {
    return test(residuals(y, trend), trend, lags);
  }

  private static double[] residuals(double[] y, boolean trend) {
    Series.require("KPSS", y, 10);
    if (!trend) {
      return Series.centred(y);
    }
    double[] time = new double[y.length];
    for (int t = 0; t < time.length; t++) {
      time[t] = t + 1;
    }
    return LeastSquares.fitWithIntercept(y, time).residuals();
  }

  private static int automaticLag(double[] residuals) {
    int n = residuals.length;
    int used = (int) FastMath.pow(n, 2.0 / 9);
    double s0 = product(residuals, 0) / n;
    double s1 = 0;
    for (int lag = 1; lag <= used; lag++) {
      double twice = product(residuals, lag) / (n / 2.0);
      s0 += twice;
      s1 += lag * twice;
    }
    double ratio = s1 / s0;
    int lag = (int) (1.1447 * FastMath.cbrt(ratio * ratio) * FastMath.cbrt(n));
    return Math.min(lag, n - 1);
  }

  private static Kpss test(double[] residuals, boolean trend, int lags) {
    int n = residuals.length;
    if (lags < 0 || lags >= n) {
      throw new IllegalArgumentException("lags must be in [0, " + (n - 1) + "]: " + lags);
    }
    double variance = product(residuals, 0);
    for (int lag = 1; lag <= lags; lag++) {
      variance += 2 * (1 - lag / (lags + 1.0)) * product(residuals, lag);
    }
    Series.requireVariation("KPSS", variance);
    double cumulated = 0;
    double squares = 0;
    for (double residual : residuals) {
      cumulated += residual;
      squares += cumulated * cumulated;
    }
    double statistic = squares / n / variance;
    return new Kpss(statistic, interpolated(statistic, trend ? TREND : LEVEL), lags);
  }

  private static double product(double[] x, int lag) {
    double sum = 0;
    for (int t = lag; t < x.length; t++) {
      sum += x[t] * x[t - lag];
    }
    return sum;
  }

  private static double interpolated(double statistic, double[] critical) {
    if (statistic <= critical[0]) {
      return P_VALUES[0];
    }
    for (int i = 1; i < critical.length; i++) {
      if (statistic <= critical[i]) {
        double share = (statistic - critical[i - 1]) / (critical[i] - critical[i - 1]);
        return P_VALUES[i - 1] + share * (P_VALUES[i] - P_VALUES[i - 1]);
      }
    }
    return P_VALUES[P_VALUES.length - 1];
  }
}
