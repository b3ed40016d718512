// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Fits an eSSVI surface, expiry by expiry, that has neither butterfly nor calendar arbitrage by
 * construction.
 *
 * <p>A slice has (θ, ρ, ψ = θφ). Butterflies: ψ ≤ min(4/(1+|ρ|), 2√(θ/(1+|ρ|))). Calendar, given
 * the slice before: θ ≥ θ₁, ψ₁ max((1+ρ₁)/(1+ρ), (1−ρ₁)/(1−ρ)) ≤ ψ ≤ ψ₁θ/θ₁. With ρ = ρ₁ that
 * interval is never empty, so every surface can be continued; the search runs inside the bounds
 * ({@link EssviSlice}). It is also the repair of a smile set that has arbitrage: the nearest eSSVI
 * surface.
 *
 * <p>Source: Hendriks and Martini (2019), The extended SSVI volatility surface; Mingone (2022), No
 * arbitrage global parametrization for the eSSVI volatility surface.
 */
public final class EssviCalibration {
  private EssviCalibration() {}

  /** The surface of smiles, one per expiry, in any order. */
  public static VolatilitySurface fit(List<SmileQuotes> smiles) {
    if (smiles.isEmpty()) {
      throw new IllegalArgumentException("smiles: must not be empty");
    }
    List<SmileQuotes> sorted =
        smiles.stream().sorted(Comparator.comparingDouble(SmileQuotes::years)).toList();
    List<Slice> out = new ArrayList<>();
    double[] years = new double[sorted.size()];
    Ssvi last = null;
    for (int i = 0; i < years.length; i++) {
      years[i] = sorted.get(i).years();
      last = last == null ? slice(sorted.get(i), 0, 0, 0) : slice(sorted.get(i), last);
      out.add(last);
    }
    return new VolatilitySurface(years, out);
  }

  private static Ssvi slice(SmileQuotes q, Ssvi before) {
    return slice(q, before.theta(), before.rho(), before.psi());
  }

  private static Ssvi slice(SmileQuotes q, double theta1, double rho1, double psi1) {
    double atm = Math.max(atTheMoney(q), 1e-8);
    double start = Math.max(FastMath.log(Math.max(atm - theta1, 0.01 * atm) / atm), -5);
    EssviSlice fit = new EssviSlice(q, atm, theta1, rho1, psi1);
    double best = Double.POSITIVE_INFINITY;
    double[] from = {start, 0, 0};
    for (double rho : new double[] {-0.8, -0.4, 0, rho1}) {
      for (double share : new double[] {-1.5, 0, 1.5}) {
        double[] x = {start, 0.5 * FastMath.log((1 + rho) / (1 - rho)), share};
        double value = fit.roughly(x);
        if (value < best) {
          best = value;
          from = x;
        }
      }
    }
    return fit.descend(from);
  }

  private static double atTheMoney(SmileQuotes q) {
    double best = Double.POSITIVE_INFINITY;
    double w = 0;
    for (int i = 0; i < q.k().length; i++) {
      if (Math.abs(q.k()[i]) < best) {
        best = Math.abs(q.k()[i]);
        w = q.totalVariance(i);
      }
    }
    return w;
  }
}
