// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.risk;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.factors.data.ReturnTable;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Where the return of a portfolio came from, period by period and linked over time.
 *
 * <p>In period t factor j contributed xⱼₜfⱼₜ and the rest rₜ − Σ xⱼₜfⱼₜ is specific. Over several
 * periods contributions are linked so that they sum to the compounded return R: each is weighted by
 * kₜ/k, kₜ = ln(1 + rₜ)/rₜ and k = ln(1 + R)/R. Source: Carino (1999), Combining attribution
 * effects over time, Journal of Performance Measurement.
 *
 * @param factors names
 * @param total compounded return R
 * @param contributions of each factor to R
 * @param specific contribution of everything else to R
 */
public record ReturnAttribution(
    List<String> factors, double total, double[] contributions, double specific) {
  public ReturnAttribution {
    factors = List.copyOf(factors);
    contributions = contributions.clone();
  }

  /**
   * Splits a return.
   *
   * @param portfolio returns per period, above −1
   * @param exposures {@code [factor][period]} at the begin of each period
   * @param factors returns, one row per period
   */
  public static ReturnAttribution of(
      double[] portfolio, double[][] exposures, ReturnTable factors) {
    factors.requireComplete();
    int n = portfolio.length;
    if (factors.size() != n || exposures.length != factors.width()) {
      throw new InvalidDataException(
          "attribution: "
              + n
              + " returns, "
              + exposures.length
              + " exposures and a factor table of "
              + factors.size()
              + " by "
              + factors.width());
    }
    double growth = 0;
    for (int t = 0; t < n; t++) {
      if (!(portfolio[t] > -1 && portfolio[t] < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(
            "attribution: the return of " + factors.dates().get(t) + " is " + portfolio[t]);
      }
      growth += FastMath.log1p(portfolio[t]);
    }
    double total = FastMath.expm1(growth);
    double k = linking(total);
    double[] contributions = new double[exposures.length];
    double specific = 0;
    for (int t = 0; t < n; t++) {
      double weight = linking(portfolio[t]) / k;
      double rest = portfolio[t];
      for (int j = 0; j < contributions.length; j++) {
        double part = exposures[j][t] * factors.value(j, t);
        contributions[j] += weight * part;
        rest -= part;
      }
      specific += weight * rest;
    }
    if (!Double.isFinite(specific + Arrays.stream(contributions).sum())) {
      throw new InvalidDataException("attribution: an exposure is not finite");
    }
    return new ReturnAttribution(factors.names(), total, contributions, specific);
  }

  private static double linking(double r) {
    return r == 0 ? 1 : FastMath.log1p(r) / r;
  }

  @Override
  public double[] contributions() {
    return contributions.clone();
  }
}
