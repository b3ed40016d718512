// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import java.util.List;

/**
 * The portfolio of traded assets that follows a series which is not traded, such as inflation news.
 *
 * <p>The series is regressed on excess returns, xₜ = a + wᵀrₜ + eₜ; the weights are w and the
 * portfolio earns wᵀrₜ. Source: Lamont (2001), Economic tracking portfolios, Journal of
 * Econometrics 105. The portfolio of unit exposure to a characteristic is the slope series of
 * {@link io.github.quantml.factors.pricing.FamaMacBeth}.
 *
 * @param name of the series
 * @param weights of the base assets; need not sum to 1, the rest is at the risk-free rate
 * @param tStatistics of the weights, Newey-West
 * @param returns of the portfolio, in excess of the risk-free rate
 * @param rSquared share of the series that is followed
 */
public record MimickingPortfolio(
    String name, double[] weights, double[] tStatistics, ReturnTable returns, double rSquared) {
  public MimickingPortfolio {
    weights = weights.clone();
    tStatistics = tStatistics.clone();
  }

  /**
   * Fits the weights.
   *
   * @param series one finite value per row of the base assets
   * @param base excess returns, none missing
   * @param lag Newey-West lag of the t statistics
   */
  public static MimickingPortfolio of(String name, double[] series, ReturnTable base, int lag) {
    base.requireComplete();
    LeastSquaresFit fit = LeastSquares.fitWithIntercept(series, base.toColumns());
    if (fit.rank() < fit.size()) {
      throw new InvalidDataException("mimicking portfolio: the base assets are collinear");
    }
    double[] t = fit.tStatistics(CovarianceEstimator.neweyWest(lag));
    double[] weights = new double[base.width()];
    double[] slopes = new double[base.width()];
    double[] x = new double[base.size()];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = fit.coefficient(j + 1);
      slopes[j] = t[j + 1];
      for (int r = 0; r < x.length; r++) {
        x[r] += weights[j] * base.value(j, r);
      }
    }
    ReturnTable returns =
        ReturnTable.of(List.of(name), base.dates(), new double[][] {x}, base.basis());
    return new MimickingPortfolio(name, weights, slopes, returns, fit.rSquared());
  }

  @Override
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public double[] tStatistics() {
    return tStatistics.clone();
  }
}
