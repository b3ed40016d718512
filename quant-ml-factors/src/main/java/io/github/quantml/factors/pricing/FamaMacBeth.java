// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.factors.data.ReturnTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Premia of factors by the cross-sectional regressions of Fama and MacBeth (1973).
 *
 * <p>In each period the returns of the assets are regressed on their loadings; the premium is the
 * mean of the slopes. Periods whose loadings are collinear or whose assets are too few have no
 * premium and are reported with the reason. Immutable and thread-safe.
 *
 * @param intercept whether a constant, the zero-beta return, is estimated
 */
public record FamaMacBeth(boolean intercept) {
  /** With a constant. */
  public static FamaMacBeth withIntercept() {
    return new FamaMacBeth(true);
  }

  /** Without: the return of an asset without loadings is 0. */
  public static FamaMacBeth withoutIntercept() {
    return new FamaMacBeth(false);
  }

  /**
   * With loadings estimated over the whole sample, the classic two passes. The loadings know the
   * future: a test of a model, not a forecast.
   *
   * @param assets excess returns, none missing
   * @param factors on the same dates
   */
  public FamaMacBethFit fit(ReturnTable assets, ReturnTable factors) {
    FirstPass first = FirstPass.of(assets, factors);
    Design cross = cross(factors.names(), first.loadings());
    double[][] premia = new double[cross.k][assets.size()];
    double[] y = new double[assets.width()];
    for (int t = 0; t < assets.size(); t++) {
      for (int i = 0; i < y.length; i++) {
        y[i] = assets.value(i, t);
      }
      double[] b = cross.coefficients(y);
      for (int j = 0; j < b.length; j++) {
        premia[j][t] = b[j];
      }
    }
    return fit(assets, factors.names(), premia, Map.of(), first, factors);
  }

  private Design cross(List<String> names, double[][] loadings) {
    return intercept
        ? Design.withConstant(names, loadings, loadings[0].length)
        : Design.of(names, loadings);
  }

  /**
   * With loadings of the window that ended one period before: what was known when it began.
   *
   * @param assets excess returns; an asset takes part in the periods where return and loadings
   *     exist
   */
  public FamaMacBethFit fit(ReturnTable assets, ReturnTable factors, RollingFactorModel rolling) {
    RollingLoadings loadings = rolling.fit(assets, factors);
    ReturnTable chosen = factors.select(rolling.factors().factors());
    return fit(
        assets,
        chosen.names(),
        (i, j, t) -> t == 0 ? Double.NaN : loadings.loading(i, j, t - 1),
        chosen);
  }

  /**
   * With any exposures, such as characteristics.
   *
   * @param names one per factor
   */
  public FamaMacBethFit fit(ReturnTable assets, List<String> names, Exposures exposures) {
    return fit(assets, names, exposures, null);
  }

  private FamaMacBethFit fit(
      ReturnTable assets, List<String> names, Exposures exposures, @Nullable ReturnTable factors) {
    int k = names.size() + (intercept ? 1 : 0);
    double[][] premia = new double[k][assets.size()];
    Map<LocalDate, String> skipped = new LinkedHashMap<>();
    for (int t = 0; t < assets.size(); t++) {
      double[] b = period(assets, names, exposures, t, skipped);
      for (int j = 0; j < k; j++) {
        premia[j][t] = b.length == 0 ? Double.NaN : b[j];
      }
    }
    return fit(assets, names, premia, skipped, null, factors);
  }

  private double[] period(
      ReturnTable assets,
      List<String> names,
      Exposures exposures,
      int t,
      Map<LocalDate, String> skipped) {
    int k = names.size();
    int[] present = new int[assets.width()];
    int n = 0;
    for (int i = 0; i < assets.width(); i++) {
      double sum = assets.value(i, t);
      for (int j = 0; j < k; j++) {
        sum += exposures.at(i, j, t);
      }
      if (!Double.isNaN(sum)) {
        present[n++] = i;
      }
    }
    double[] y = new double[n];
    double[][] x = new double[k][n];
    for (int a = 0; a < n; a++) {
      y[a] = assets.value(present[a], t);
      for (int j = 0; j < k; j++) {
        x[j][a] = exposures.at(present[a], j, t);
      }
    }
    int needed = k + (intercept ? 2 : 1);
    if (n < needed) {
      skipped.put(
          assets.dates().get(t), n + " assets with return and loadings, " + needed + " needed");
      return new double[0];
    }
    try {
      return cross(names, x).coefficients(y);
    } catch (InvalidDataException e) {
      skipped.put(assets.dates().get(t), "rank-deficient: " + e.getMessage());
      return new double[0];
    }
  }

  private FamaMacBethFit fit(
      ReturnTable assets,
      List<String> names,
      double[][] premia,
      Map<LocalDate, String> skipped,
      @Nullable FirstPass first,
      @Nullable ReturnTable factors) {
    int used = assets.size() - skipped.size();
    if (used < 2) {
      throw new InsufficientDataException(
          "Fama-MacBeth: periods with a cross-section (skipped: " + skipped + ")", 2, used);
    }
    List<String> all = new ArrayList<>(names);
    if (intercept) {
      all.add(0, "constant");
    }
    return new FamaMacBethFit(all, assets.dates(), premia, skipped, intercept, first, factors);
  }
}
