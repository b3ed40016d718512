// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import io.github.quantml.math.NelderMead;
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
 * interval is never empty, so every surface can be continued; the search runs inside the bounds. It
 * is also the repair of a smile set that has arbitrage: the nearest eSSVI surface.
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
    double[] trial = new double[3];
    NelderMead search = new NelderMead(1e-7, 3000);
    double best = Double.POSITIVE_INFINITY;
    double[] from = {start, 0, 0};
    for (double rho : new double[] {-0.8, -0.4, 0, rho1}) {
      for (double share : new double[] {-1.5, 0, 1.5}) {
        double[] x = {start, 0.5 * FastMath.log((1 + rho) / (1 - rho)), share};
        double value = objective(q, x, atm, theta1, rho1, psi1, trial);
        if (value < best) {
          best = value;
          from = x;
        }
      }
    }
    double[] x =
        search.minimise(y -> objective(q, y, atm, theta1, rho1, psi1, trial), from, 0.3).point();
    objective(q, x, atm, theta1, rho1, psi1, trial);
    return new Ssvi(trial[0], trial[1], trial[2] / trial[0]);
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

  /** Maps free numbers into the admissible set; +∞ where ρ leaves no room for ψ. */
  private static double objective(
      SmileQuotes q,
      double[] x,
      double atm,
      double theta1,
      double rho1,
      double psi1,
      double[] out) {
    if (Math.abs(x[0]) > 40 || Math.abs(x[1]) > 4 || Math.abs(x[2]) > 30) {
      return Double.POSITIVE_INFINITY;
    }
    double theta = theta1 + atm * FastMath.exp(x[0]);
    double rho = FastMath.tanh(x[1]);
    double one = 1 + Math.abs(rho);
    double high = Math.min(4 / one, 2 * Math.sqrt(theta / one)) * (1 - 1e-9);
    double low = 0;
    if (psi1 > 0) {
      high = Math.min(high, psi1 * theta / theta1);
      low = psi1 * Math.max((1 + rho1) / (1 + rho), (1 - rho1) / (1 - rho));
    }
    if (!(high > low)) {
      return Double.POSITIVE_INFINITY;
    }
    double psi = low + (high - low) / (1 + FastMath.exp(-x[2]));
    if (!(psi > 0)) {
      return Double.POSITIVE_INFINITY;
    }
    out[0] = theta;
    out[1] = rho;
    out[2] = psi;
    double phi = psi / theta;
    double rest = 1 - rho * rho;
    double sum = 0;
    double total = 0;
    double years = q.years();
    for (int i = 0; i < q.k().length; i++) {
      double z = phi * q.k()[i];
      double w = 0.5 * theta * (1 + rho * z + Math.sqrt((z + rho) * (z + rho) + rest));
      double e = Math.sqrt(w / years) - q.volatility()[i];
      sum += q.weight()[i] * e * e;
      total += q.weight()[i];
    }
    return sum / total;
  }
}
