// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import java.util.Locale;
import java.util.Optional;

/**
 * How often the risk-free rate was taken out of returns, judged from the returns themselves.
 *
 * <p>The average excess return is regressed on the factors and the rate. A true excess return has
 * no loading on the rate, a raw return one of +1, a twice reduced one of −1. The verdict needs a
 * loading within two Newey-West errors of ±1 and more than four from 0.
 *
 * @param loading on the rate
 * @param standardError of the loading
 * @param verdict what the loading says
 */
public record RiskFreeCheck(double loading, double standardError, Verdict verdict) {
  private static final int LAG = 6;

  /** What the loading on the rate says. */
  public enum Verdict {
    /** Nothing speaks against a single subtraction. */
    CONSISTENT,
    /** The rate seems to be still in the returns. */
    NOT_SUBTRACTED,
    /** The rate seems to have been subtracted twice. */
    SUBTRACTED_TWICE
  }

  /**
   * Judges a table.
   *
   * @param assets returns said to be in excess of the rate; periods with none present are left out
   * @param factors on the same dates
   * @param riskFree one rate per row
   */
  public static RiskFreeCheck of(ReturnTable assets, ReturnTable factors, double[] riskFree) {
    assets.requireSameDates(factors);
    if (riskFree.length != assets.size()) {
      throw new InvalidDataException(
          riskFree.length + " risk-free rates for " + assets.size() + " rows");
    }
    double[] average = new double[assets.size()];
    for (int r = 0; r < average.length; r++) {
      double sum = 0;
      int count = 0;
      for (int c = 0; c < assets.width(); c++) {
        double v = assets.value(c, r);
        if (!Double.isNaN(v)) {
          sum += v;
          count++;
        }
      }
      average[r] = count == 0 ? Double.NaN : sum / count;
    }
    double[][] x = new double[factors.width() + 1][];
    for (int j = 0; j < factors.width(); j++) {
      x[j] = factors.column(j);
    }
    x[factors.width()] = riskFree;
    int[] rows = Aligned.present(average);
    if (rows.length < x.length + 2 + LAG) {
      return new RiskFreeCheck(0, Double.POSITIVE_INFINITY, Verdict.CONSISTENT);
    }
    for (int j = 0; j < x.length; j++) {
      x[j] = Aligned.at(x[j], rows);
    }
    LeastSquaresFit fit = LeastSquares.fitWithIntercept(Aligned.at(average, rows), x);
    if (fit.rank() < fit.size()) {
      return new RiskFreeCheck(0, Double.POSITIVE_INFINITY, Verdict.CONSISTENT);
    }
    double b = fit.coefficient(x.length);
    double se = fit.standardErrors(CovarianceEstimator.neweyWest(LAG))[x.length];
    return new RiskFreeCheck(b, se, verdict(b, se));
  }

  private static Verdict verdict(double b, double se) {
    if (!(Math.abs(b) > 4 * se)) {
      return Verdict.CONSISTENT;
    }
    if (Math.abs(b + 1) < 2 * se) {
      return Verdict.SUBTRACTED_TWICE;
    }
    return Math.abs(b - 1) < 2 * se ? Verdict.NOT_SUBTRACTED : Verdict.CONSISTENT;
  }

  /** The verdict as a sentence, if it is not the good one. */
  public Optional<String> warning() {
    if (verdict == Verdict.CONSISTENT) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "risk-free rate %s suspected: the excess returns load %.3f (standard error %.3f) on it,"
                + " 0 is expected",
            verdict == Verdict.SUBTRACTED_TWICE ? "subtracted twice" : "not subtracted",
            loading,
            standardError));
  }
}
