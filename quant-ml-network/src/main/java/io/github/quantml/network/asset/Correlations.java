// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import io.github.quantml.math.Ranks;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Correlations of assets. Immutable and thread-safe.
 *
 * <p>The distance of a pair is √(2(1 − ρ)), which is a metric (Mantegna 1999, Hierarchical
 * structure in financial markets): 0 for ρ = 1, 2 for ρ = −1.
 */
public final class Correlations {
  private final List<String> names;
  private final double[] values;
  private final double observations;

  Correlations(List<String> names, double[] values, double observations) {
    this.names = names;
    this.values = values;
    this.observations = observations;
  }

  /** Of returns. */
  public static Correlations pearson(AssetReturns returns) {
    int n = returns.size();
    double[][] z = new double[n][];
    for (int i = 0; i < n; i++) {
      z[i] = standardized(returns.row(i));
    }
    return products(returns, z, returns.periods());
  }

  /** Of ranks, ties sharing their mean rank. */
  public static Correlations spearman(AssetReturns returns) {
    int n = returns.size();
    double[][] z = new double[n][];
    for (int i = 0; i < n; i++) {
      z[i] = standardized(Ranks.averageRanks(returns.row(i)));
    }
    return products(returns, z, returns.periods());
  }

  /**
   * Of returns weighted by ½^(age/halfLife), about weighted means. The number of observations is
   * the one of equal weights with the same variance, (Σw)²/Σw².
   *
   * @param halfLife periods, above 0
   */
  public static Correlations exponential(AssetReturns returns, double halfLife) {
    if (!(halfLife > 0 && halfLife < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("halfLife: must be above 0, got " + halfLife);
    }
    int periods = returns.periods();
    double[] weight = new double[periods];
    double sum = 0;
    double squares = 0;
    for (int t = 0; t < periods; t++) {
      weight[t] = FastMath.pow(0.5, (periods - 1 - t) / halfLife);
      sum += weight[t];
      squares += weight[t] * weight[t];
    }
    double[][] z = new double[returns.size()][];
    for (int i = 0; i < z.length; i++) {
      z[i] = standardized(returns.row(i), weight, sum);
    }
    return products(returns, z, sum * sum / squares);
  }

  /**
   * Of the returns of one asset with those of another some periods later: entry (i, j) is the
   * correlation of i at t with j at t + lag, so that a high one says that i leads j. Not symmetric.
   *
   * @param lag periods, at least 0
   */
  public static Correlations lagged(AssetReturns returns, int lag) {
    int periods = returns.periods();
    if (lag < 0 || lag > periods - 3) {
      throw new IllegalArgumentException("lag: must be in [0, " + (periods - 3) + "], got " + lag);
    }
    int n = returns.size();
    AssetReturns before = returns.window(0, periods - lag);
    AssetReturns after = returns.window(lag, periods);
    double[] out = new double[n * n];
    double[][] a = new double[n][];
    double[][] b = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = standardized(before.row(i));
      b[i] = standardized(after.row(i));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i * n + j] = clip(dot(a[i], b[j]));
      }
    }
    return new Correlations(returns.names(), out, periods - lag);
  }

  private static double[] standardized(double[] x) {
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    return standardized(x, ones, x.length);
  }

  /** √w (x − x̄), scaled to length 1. */
  private static double[] standardized(double[] x, double[] weight, double sum) {
    double mean = 0;
    for (int t = 0; t < x.length; t++) {
      mean += weight[t] / sum * x[t];
    }
    double squares = 0;
    for (int t = 0; t < x.length; t++) {
      x[t] = Math.sqrt(weight[t]) * (x[t] - mean);
      squares += x[t] * x[t];
    }
    double length = Math.sqrt(squares);
    for (int t = 0; t < x.length; t++) {
      x[t] /= length;
    }
    return x;
  }

  private static Correlations products(AssetReturns returns, double[][] z, double observations) {
    int n = z.length;
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      out[i * n + i] = 1;
      for (int j = 0; j < i; j++) {
        double rho = clip(dot(z[i], z[j]));
        out[i * n + j] = rho;
        out[j * n + i] = rho;
      }
    }
    return new Correlations(returns.names(), out, observations);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }

  private static double clip(double rho) {
    return Math.max(-1, Math.min(1, rho));
  }

  /** Names of the assets. */
  public List<String> names() {
    return names;
  }

  /** Number of assets n. */
  public int size() {
    return names.size();
  }

  /** Periods the correlations rest on. */
  public double observations() {
    return observations;
  }

  /** ρ of a pair. */
  public double value(int i, int j) {
    return values[i * size() + j];
  }

  /** √(2(1 − ρ)). */
  public double distance(int i, int j) {
    return Math.sqrt(2 * (1 - value(i, j)));
  }

  /** All correlations, n×n row-major: a copy. */
  public double[] toArray() {
    return values.clone();
  }

  /** Mean over the pairs i ≠ j. */
  public double mean() {
    int n = size();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += i == j ? 0 : value(i, j);
      }
    }
    return n > 1 ? sum / (n * (n - 1.0)) : 0;
  }
}
