// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Outcome;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Time-series regressions of excess returns on the factors of a set, for one asset or thousands.
 *
 * <p>Rows where an asset's return is missing are left out for that asset; one bad asset never costs
 * the others. Missing factor returns are an error. Immutable and thread-safe.
 *
 * @param factors which columns of the factor table
 * @param errors convention of the standard errors
 */
public record FactorModel(FactorSet factors, CovarianceEstimator errors) {

  /** With Newey-West errors of the given lag in the convention of statsmodels. */
  public static FactorModel of(FactorSet factors, int lag) {
    return new FactorModel(factors, CovarianceEstimator.neweyWest(lag));
  }

  /**
   * Regresses every asset.
   *
   * @param assets returns in excess of the risk-free rate
   * @param returns factor returns on the same dates
   * @throws InvalidDataException for raw returns, misaligned dates, missing or collinear factors
   */
  public FactorModelFit fit(ReturnTable assets, ReturnTable returns) {
    ReturnTable chosen = Aligned.factors(assets, returns, factors);
    return fit(assets, chosen, new ArrayList<>());
  }

  /**
   * Regresses raw returns after subtracting the risk-free rate; returns that are in excess of it
   * already are checked for having lost it twice, and left as they are.
   *
   * @param riskFree one rate per row
   */
  public FactorModelFit fit(ReturnTable assets, ReturnTable returns, double[] riskFree) {
    ReturnTable excess = assets.basis() == Basis.RAW ? assets.minusRiskFree(riskFree) : assets;
    ReturnTable chosen = Aligned.factors(excess, returns, factors);
    List<String> warnings = new ArrayList<>();
    RiskFreeCheck.of(excess, chosen, riskFree).warning().ifPresent(warnings::add);
    return fit(excess, chosen, warnings);
  }

  private FactorModelFit fit(ReturnTable assets, ReturnTable chosen, List<String> warnings) {
    double[][] x = chosen.toColumns();
    // One look at the whole table names collinear factors once, not once per asset.
    Design.withConstant(chosen.names(), x, chosen.size());
    warnings.addAll(assets.warnings());
    warnings.addAll(chosen.warnings());
    warnings.addAll(Aligned.scaleWarnings(assets, chosen));
    List<Outcome<FactorRegression>> out = new ArrayList<>();
    for (int i = 0; i < assets.width(); i++) {
      out.add(one(assets.names().get(i), assets.column(i), x));
    }
    List<String> notes = new ArrayList<>(assets.history());
    notes.add("factors " + chosen.names() + ", standard errors " + errors);
    return new FactorModelFit(factors, out, notes, warnings);
  }

  private Outcome<FactorRegression> one(String name, double[] y, double[][] x) {
    try {
      LeastSquaresFit fit = fitPresent(name, y, x);
      return Outcome.success(FactorRegression.of(name, fit, errors));
    } catch (QuantMlException e) {
      return Outcome.failure(e);
    }
  }

  /** The regression over the rows where y is present. */
  static LeastSquaresFit fitPresent(String name, double[] y, double[][] x) {
    int[] rows = Aligned.present(y);
    if (rows.length <= x.length + 1) {
      throw new InsufficientDataException(
          name + ": returns for " + (x.length + 1) + " coefficients", x.length + 2L, rows.length);
    }
    LeastSquaresFit fit;
    if (rows.length == y.length) {
      fit = LeastSquares.fitWithIntercept(y, x);
    } else {
      double[][] part = new double[x.length][];
      Arrays.setAll(part, j -> Aligned.at(x[j], rows));
      fit = LeastSquares.fitWithIntercept(Aligned.at(y, rows), part);
    }
    if (fit.rank() < fit.size()) {
      throw new InvalidDataException(
          name + ": the factors are collinear on the " + rows.length + " rows it has");
    }
    return fit;
  }
}
