// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import io.github.quantml.math.NelderMead;
import org.apache.commons.math3.util.FastMath;

/**
 * Quasi-explicit SVI calibration: for fixed (m, σ) the best (a, d, c) of w = a + dy + c√(y² + 1), y
 * = (k − m)/σ, solve a convex problem of three unknowns; a simplex moves (m, ln σ) from nine
 * starts.
 *
 * <p>The inner bounds 0 ≤ c ≤ 4σ, |d| ≤ min(c, 4σ − c) keep b(1 + |ρ|) ≤ 4, Lee's bound with room,
 * and a ≥ 0 keeps variances positive. Source: De Marco and Martini (2009), Quasi-explicit
 * calibration of Gatheral's SVI model.
 */
public final class SviCalibration {
  private static final double[] STARTS_M = {-0.5, 0, 0.5};
  private static final double[] STARTS_SIGMA = {0.15, 0.5, 1.5};

  private SviCalibration() {}

  /** The raw SVI smile closest to the quotes. */
  public static Svi fit(SmileQuotes q) {
    double width = 0;
    for (double k : q.k()) {
      width = Math.max(width, Math.abs(k));
    }
    width = Math.max(width, 1e-3);
    double[] y = new double[5];
    NelderMead search = new NelderMead(1e-9, 4000);
    double best = Double.POSITIVE_INFINITY;
    double[] point = {0, 0};
    for (double m : STARTS_M) {
      for (double s : STARTS_SIGMA) {
        double value = inner(q, m * width, s * width, y);
        if (value < best) {
          best = value;
          point = new double[] {m * width, FastMath.log(s * width)};
        }
      }
    }
    double limit = 3 * width;
    double least = FastMath.log(0.005 * width);
    double most = FastMath.log(10 * width);
    NelderMead.Minimum found =
        search.minimise(
            x ->
                Math.abs(x[0]) > limit || x[1] < least || x[1] > most
                    ? Double.POSITIVE_INFINITY
                    : inner(q, x[0], FastMath.exp(x[1]), y),
            point,
            0.2);
    double m = found.point()[0];
    double sigma = FastMath.exp(found.point()[1]);
    inner(q, m, sigma, y);
    double b = y[2] / sigma;
    double rho = y[2] > 0 ? Math.max(-0.9999, Math.min(0.9999, y[1] / y[2])) : 0;
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
      double u = q.weight()[i];
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
    double most = 4 * sigma;
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
