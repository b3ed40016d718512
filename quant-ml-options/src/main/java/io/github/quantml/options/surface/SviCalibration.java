// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

/**
 * SVI smiles by quasi-explicit calibration: for fixed (m, σ) the best (a, d, c) of w = a + dy +
 * c√(y² + 1), y = (k − m)/σ, solve a convex problem of three unknowns. The best of a grid of (m, σ)
 * is where {@link SviSlice} descends from, in all five parameters and in volatilities.
 *
 * <p>The inner bounds 0 ≤ c ≤ 2σ, |d| ≤ min(c, 2σ − c) keep b(1 + |ρ|) ≤ 2, Lee's bound, and a ≥ 0
 * keeps variances positive; the descent allows a below 0. Source: De Marco and Martini (2009),
 * Quasi-explicit calibration of Gatheral's SVI model.
 */
public final class SviCalibration {
  private static final double[] STARTS_M = {-0.6, -0.3, -0.1, 0, 0.1, 0.3};
  private static final double[] STARTS_SIGMA = {0.05, 0.15, 0.4, 1.2};

  private SviCalibration() {}

  /** The raw SVI smile closest to the quotes; it may have arbitrage. */
  public static Svi fit(SmileQuotes q) {
    return new SviSlice(q).descend(start(q));
  }

  private static Svi start(SmileQuotes q) {
    double width = 0;
    for (double k : q.k()) {
      width = Math.max(width, Math.abs(k));
    }
    width = Math.max(width, 1e-3);
    double[] y = new double[3];
    double best = Double.POSITIVE_INFINITY;
    double m = 0;
    double sigma = width;
    for (double a : STARTS_M) {
      for (double s : STARTS_SIGMA) {
        double value = inner(q, a * width, s * width, y);
        if (value < best) {
          best = value;
          m = a * width;
          sigma = s * width;
        }
      }
    }
    inner(q, m, sigma, y);
    double b = y[2] / sigma;
    double rho = y[2] > 0 ? Math.max(-0.999, Math.min(0.999, y[1] / y[2])) : 0;
    return new Svi(y[0], b, rho, m, sigma);
  }

  /** Least squares over the triangle of bounds by cyclic exact minimisation; fills a, d, c. */
  private static double inner(SmileQuotes q, double m, double sigma, double[] out) {
    int n = q.k().length;
    double s0 = 0;
    double sy = 0;
    double sz = 0;
    double syy = 0;
    double syz = 0;
    double szz = 0;
    double sw = 0;
    double swy = 0;
    double swz = 0;
    double sww = 0;
    double top = 0;
    for (int i = 0; i < n; i++) {
      double y = (q.k()[i] - m) / sigma;
      double z = Math.sqrt(y * y + 1);
      double w = q.totalVariance(i);
      // A weight of volatility errors is one of variance errors over (2σT)².
      double u = q.weight()[i] / w;
      s0 += u;
      sy += u * y;
      sz += u * z;
      syy += u * y * y;
      syz += u * y * z;
      szz += u * z * z;
      sw += u * w;
      swy += u * w * y;
      swz += u * w * z;
      sww += u * w * w;
      top = Math.max(top, w);
    }
    double det =
        s0 * (syy * szz - syz * syz) - sy * (sy * szz - syz * sz) + sz * (sy * syz - syy * sz);
    double a =
        (sw * (syy * szz - syz * syz) - sy * (swy * szz - syz * swz) + sz * (swy * syz - syy * swz))
            / det;
    double d =
        (s0 * (swy * szz - syz * swz) - sw * (sy * szz - syz * sz) + sz * (sy * swz - swy * sz))
            / det;
    double c =
        (s0 * (syy * swz - swy * syz) - sy * (sy * swz - swy * sz) + sw * (sy * syz - syy * sz))
            / det;
    double most = 2 * sigma;
    boolean inside =
        a >= 0 && a <= top && c >= 0 && c <= most && Math.abs(d) <= Math.min(c, most - c);
    if (!inside) {
      c = Math.min(Math.max(Double.isFinite(c) ? c : 0, 0), most);
      d = clamp(Double.isFinite(d) ? d : 0, Math.min(c, most - c));
      for (int k = 0; k < 60; k++) {
        double before = a + c + d;
        a = Math.min(Math.max((sw - d * sy - c * sz) / s0, 0), top);
        d = clamp((swy - a * sy - c * syz) / syy, Math.min(c, most - c));
        c = Math.min(Math.max((swz - a * sz - d * syz) / szz, Math.abs(d)), most - Math.abs(d));
        // Along d = ±c the corner is not met by moving one at a time.
        if (Math.abs(d) >= c * (1 - 1e-12) && c > 0) {
          double g = Math.signum(d);
          double both = (swz + g * swy - a * (sz + g * sy)) / (szz + syy + 2 * g * syz);
          c = Math.min(Math.max(both, 0), 0.5 * most);
          d = g * c;
        }
        if (Math.abs(a + c + d - before) < 1e-12 * (Math.abs(before) + 1e-12)) {
          break;
        }
      }
    }
    out[0] = a;
    out[1] = d;
    out[2] = c;
    double sum =
        sww
            + a * a * s0
            + d * d * syy
            + c * c * szz
            + 2 * (a * d * sy + a * c * sz + d * c * syz - a * sw - d * swy - c * swz);
    return Math.max(sum, 0) / s0;
  }

  private static double clamp(double x, double most) {
    return Math.min(Math.max(x, -most), most);
  }
}
