// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

/**
 * Partial autocorrelations and Yule-Walker coefficients by the Levinson-Durbin recursion.
 *
 * <p>Built on autocovariances with divisor n, so every fitted autoregression is stationary.
 * O(lags²).
 *
 * <p>Source: Durbin (1960), The fitting of time-series models; Brockwell and Davis (1991), section
 * 5.2.
 */
public final class PartialAutocorrelation {
  private PartialAutocorrelation() {}

  /**
   * 1, then the partial autocorrelations of lags 1 … maxLag.
   *
   * @param x finite values, not all equal, more than {@code maxLag}
   * @param maxLag at least 0
   */
  public static double[] pacf(double[] x, int maxLag) {
    double[] out = new double[maxLag + 1];
    out[0] = 1;
    levinson(Autocorrelation.autocovariances(x, maxLag), maxLag, out);
    return out;
  }

  /**
   * The coefficients of the autoregression of order {@code order}; fills {@code reflections} from
   * index 1 if it is long enough to hold them. Returns the coefficients and last the innovation
   * variance.
   */
  static double[] levinson(double[] gamma, int order, double[] reflections) {
    double error = Series.requireVariation("partial autocorrelation", gamma[0]);
    double[] phi = new double[order + 1];
    double[] previous = new double[order + 1];
    for (int k = 1; k <= order; k++) {
      double sum = gamma[k];
      for (int j = 1; j < k; j++) {
        sum -= previous[j] * gamma[k - j];
      }
      double reflection = sum / error;
      phi[k] = reflection;
      for (int j = 1; j < k; j++) {
        phi[j] = previous[j] - reflection * previous[k - j];
      }
      error *= 1 - reflection * reflection;
      reflections[k] = reflection;
      System.arraycopy(phi, 0, previous, 0, k + 1);
    }
    double[] out = new double[order + 1];
    System.arraycopy(phi, 1, out, 0, order);
    out[order] = error;
    return out;
  }
}
