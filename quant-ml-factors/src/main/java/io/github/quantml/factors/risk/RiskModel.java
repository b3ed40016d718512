// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.risk;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.factors.pricing.FactorModel;
import io.github.quantml.factors.pricing.FactorRegression;
import io.github.quantml.factors.pricing.FactorSet;
import java.util.List;

/**
 * The covariance of assets as B F Bᵀ + diag(s²): loadings, factor covariance and specific
 * variances.
 *
 * <p>Loadings are those of time-series regressions over the whole table, F and s² are {@link
 * WeightedCovariance}; s² is then pulled towards the mean of all assets, which estimates of single
 * variances gain from. Immutable and thread-safe.
 */
public final class RiskModel {
  private final List<String> assets;
  private final List<String> factors;
  private final double[][] loadings;
  private final double[] factorCovariance;
  private final double[] specificVariances;

  private RiskModel(
      List<String> assets,
      List<String> factors,
      double[][] loadings,
      double[] factorCovariance,
      double[] specificVariances) {
    this.assets = assets;
    this.factors = factors;
    this.loadings = loadings;
    this.factorCovariance = factorCovariance;
    this.specificVariances = specificVariances;
  }

  /**
   * Estimates a model.
   *
   * @param assets excess returns, none missing
   * @param factors all columns, on the same dates
   */
  public static RiskModel of(ReturnTable assets, ReturnTable factors, RiskConfig config) {
    assets.requireComplete();
    FactorSet set = new FactorSet("risk", factors.names());
    var fit = FactorModel.of(set, 0).fit(assets, factors);
    int n = assets.width();
    int k = factors.width();
    double[][] loadings = new double[n][];
    double[] variances = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      FactorRegression r = fit.asset(i);
      loadings[i] = r.loadings();
      double[] e = assets.column(i);
      for (int t = 0; t < e.length; t++) {
        e[t] -= r.alpha();
        for (int j = 0; j < k; j++) {
          e[t] -= loadings[i][j] * factors.value(j, t);
        }
      }
      variances[i] =
          WeightedCovariance.of(
              new double[][] {e}, config.specificHalfLife(), config.specificLag())[0];
      mean += variances[i] / n;
    }
    for (int i = 0; i < n; i++) {
      variances[i] += config.shrinkage() * (mean - variances[i]);
    }
    double[] f =
        WeightedCovariance.of(factors.toColumns(), config.factorHalfLife(), config.factorLag());
    return new RiskModel(assets.names(), factors.names(), loadings, f, variances);
  }

  /** Names of the assets. */
  public List<String> assets() {
    return assets;
  }

  /** Names of the factors. */
  public List<String> factors() {
    return factors;
  }

  /** Loadings of an asset. */
  public double[] loadings(int asset) {
    return loadings[asset].clone();
  }

  /** F, row-major, per period. */
  public double[] factorCovariance() {
    return factorCovariance.clone();
  }

  /** s of an asset, per period. */
  public double specificRisk(int asset) {
    return Math.sqrt(specificVariances[asset]);
  }

  /** The covariance of two assets, per period. */
  public double covariance(int a, int b) {
    double[] fb = times(loadings[b]);
    double sum = a == b ? specificVariances[a] : 0;
    for (int j = 0; j < fb.length; j++) {
      sum += loadings[a][j] * fb[j];
    }
    return sum;
  }

  private double[] times(double[] x) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        out[i] += factorCovariance[i * x.length + j] * x[j];
      }
    }
    return out;
  }

  /** Σ wᵢβᵢ. */
  public double[] exposures(double[] weights) {
    if (weights.length != assets.size()) {
      throw new IllegalArgumentException(
          "weights: must be one per asset, " + assets.size() + ", got " + weights.length);
    }
    double[] x = new double[factors.size()];
    for (int i = 0; i < weights.length; i++) {
      if (!Double.isFinite(weights[i])) {
        throw new InvalidDataException("weight of " + assets.get(i) + " is " + weights[i]);
      }
      for (int j = 0; j < x.length; j++) {
        x[j] += weights[i] * loadings[i][j];
      }
    }
    return x;
  }

  /** Splits the risk of a portfolio. */
  public RiskAttribution attribute(double[] weights) {
    double[] x = exposures(weights);
    double[] fx = times(x);
    double specific = 0;
    for (int i = 0; i < weights.length; i++) {
      specific += weights[i] * weights[i] * specificVariances[i];
    }
    double variance = specific;
    for (int j = 0; j < x.length; j++) {
      variance += x[j] * fx[j];
    }
    double volatility = Math.sqrt(variance);
    double[] contributions = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      contributions[j] = volatility > 0 ? x[j] * fx[j] / volatility : 0;
    }
    return new RiskAttribution(
        volatility, factors, x, contributions, volatility > 0 ? specific / volatility : 0);
  }
}
