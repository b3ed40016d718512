// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import io.github.quantml.options.internal.Logarithm;
import java.util.Arrays;

/**
 * One walk over the returns of a model linear in squares, GARCH or GJR, that leaves the
 * log-likelihood, its score, its Hessian and the outer product of the scores.
 *
 * <p>With a = α + γI and e = r − μ, h′ = ω + ae² + βh, so every first and second derivative of h
 * obeys the same recursion with another driver (Fiorentini, Calzolari and Panattoni 1996, section
 * 3). For ℓ = −½ ln h + ψ(z): ℓ_h = −(1 + ψ′z)/(2h), ℓ_hh = (1 + ψ′z)/(2h²) + z(ψ″z + ψ′)/(4h²),
 * ℓ_μ = −ψ′/√h, ℓ_hμ = (ψ″z + ψ′)/(2h√h), ℓ_μμ = ψ″/h. Second derivatives in the shapes of the
 * skewed t are central differences of the analytic first ones at fixed z.
 */
final class LinearPass {
  private static final double SHAPE_STEP = 1e-5;

  private final boolean signed;
  private final double[] r;
  private final double back;
  private final Innovation law;

  /** Parameters of mean and variance, and all. */
  private final int m;

  private final int k;

  /** Lower triangles, row by row. */
  private final double[] hessian;

  private final double[] outer;
  private final double[] d;
  private final double[] dd;
  private final double[] s;
  private final double[] mixed;

  LinearPass(VarianceModel model, Innovation law, double back, double[] r) {
    this.signed = model == VarianceModel.GJR;
    this.law = law;
    this.r = r;
    this.back = back;
    this.m = signed ? 5 : 4;
    this.k = m + law.parameters().size();
    this.hessian = new double[k * (k + 1) / 2];
    this.outer = new double[hessian.length];
    this.d = new double[m];
    this.dd = new double[m * (m + 1) / 2];
    this.s = new double[k];
    this.mixed = new double[2 * k];
  }

  /** Whether there is such a pass for a model and a law. */
  static boolean serves(VarianceModel model, Innovation law) {
    return (model == VarianceModel.GARCH || model == VarianceModel.GJR) && law != Innovation.GED;
  }

  /** Minus the Hessian of the last walk. */
  double[][] negativeHessian() {
    return square(hessian, -1);
  }

  /** The outer product of the last walk. */
  double[][] outerProduct() {
    return square(outer, 1);
  }

  private double[][] square(double[] a, double sign) {
    double[][] out = new double[k][k];
    for (int i = 0, at = 0; i < k; i++) {
      for (int j = 0; j <= i; j++, at++) {
        out[i][j] = sign * a[at];
        out[j][i] = out[i][j];
      }
    }
    return out;
  }

  /** The log-likelihood; fills g and h; −∞ where a variance is not a positive number. */
  double run(double[] p, double[] g, double[] h) {
    Arrays.fill(g, 0);
    Arrays.fill(hessian, 0);
    Arrays.fill(outer, 0);
    double mu = p[0];
    double b = back;
    double bMu = 0;
    double bMuMu = 0;
    if (Double.isNaN(back)) {
      double sum = 0;
      double slope = 0;
      for (double v : r) {
        double e = v - mu;
        sum += e * e;
        slope -= 2 * e;
      }
      b = sum / r.length;
      bMu = slope / r.length;
      bMuMu = 2;
    }
    return law == Innovation.NORMAL
        ? normal(p, g, h, b, bMu, bMuMu)
        : general(p, g, h, b, bMu, bMuMu);
  }

  private double normal(double[] p, double[] g, double[] h, double b, double bMu, double bMuMu) {
    double mu = p[0];
    double omega = p[1];
    double alpha = p[2];
    double gamma = signed ? p[3] : 0;
    double beta = p[m - 1];
    double sum = alpha + 0.5 * gamma + beta;
    double x = omega + sum * b;
    double dm = sum * bMu;
    double dw = 1;
    double da = b;
    double dg = 0.5 * b;
    double db = b;
    double mm = sum * bMuMu;
    double ma = bMu;
    double mg = 0.5 * bMu;
    double mb = bMu;
    double wb = 0;
    double ab = 0;
    double gb = 0;
    double bb = 0;
    double value = 0;
    double product = 1;
    int n = r.length;
    for (int t = 0; t < n; t++) {
      if (!(x > 0 && x < 1e300)) {
        return Double.NEGATIVE_INFINITY;
      }
      h[t] = x;
      double e = r[t] - mu;
      double square = e * e;
      double inverse = 1 / x;
      double zz = square * inverse;
      value -= 0.5 * zz;
      product *= x;
      if ((t & 7) == 7 || !(product > 1e-200 && product < 1e200)) {
        value -= 0.5 * Logarithm.log(product);
        product = 1;
      }
      double lh = 0.5 * inverse * (zz - 1);
      double lhh = inverse * inverse * (0.5 - zz);
      double lm = e * inverse;
      double lhm = -lm * inverse;
      double sm = lh * dm + lm;
      double sw = lh * dw;
      double sa = lh * da;
      double sb = lh * db;
      g[0] += sm;
      g[1] += sw;
      g[2] += sa;
      double qm = lhh * dm + lhm;
      hessian[0] += qm * dm + lhm * dm + lh * mm - inverse;
      hessian[1] += qm * dw;
      hessian[2] += lhh * dw * dw;
      double qa = lhh * da;
      hessian[3] += qm * da + lh * ma;
      hessian[4] += qa * dw;
      hessian[5] += qa * da;
      outer[0] += sm * sm;
      outer[1] += sm * sw;
      outer[2] += sw * sw;
      outer[3] += sa * sm;
      outer[4] += sa * sw;
      outer[5] += sa * sa;
      int at = 6;
      if (signed) {
        double sg = lh * dg;
        double qg = lhh * dg;
        g[3] += sg;
        hessian[6] += qm * dg + lh * mg;
        hessian[7] += qg * dw;
        hessian[8] += qg * da;
        hessian[9] += qg * dg;
        outer[6] += sg * sm;
        outer[7] += sg * sw;
        outer[8] += sg * sa;
        outer[9] += sg * sg;
        at = 10;
        hessian[13] += lhh * db * dg + lh * gb;
        outer[13] += sb * sg;
        hessian[14] += lhh * db * db + lh * bb;
        outer[14] += sb * sb;
      } else {
        hessian[9] += lhh * db * db + lh * bb;
        outer[9] += sb * sb;
      }
      g[m - 1] += sb;
      hessian[at] += qm * db + lh * mb;
      hessian[at + 1] += lhh * db * dw + lh * wb;
      hessian[at + 2] += lhh * db * da + lh * ab;
      outer[at] += sb * sm;
      outer[at + 1] += sb * sw;
      outer[at + 2] += sb * sa;
      double down = e < 0 ? 1 : 0;
      double a = alpha + gamma * down;
      mm = beta * mm + 2 * a;
      ma = beta * ma - 2 * e;
      mg = beta * mg - 2 * e * down;
      mb = beta * mb + dm;
      wb = beta * wb + dw;
      ab = beta * ab + da;
      gb = beta * gb + dg;
      bb = beta * bb + 2 * db;
      dm = beta * dm - 2 * a * e;
      dw = beta * dw + 1;
      da = beta * da + square;
      dg = beta * dg + square * down;
      db = beta * db + x;
      x = omega + a * square + beta * x;
    }
    h[n] = x;
    return value - 0.5 * Logarithm.log(product) - n * Innovation.HALF_LOG_TWO_PI;
  }

  private double general(double[] p, double[] g, double[] h, double b, double bMu, double bMuMu) {
    double[] shape = Arrays.copyOfRange(p, m, k);
    int shapes = shape.length;
    Innovation.Density f = law.density(shape);
    Innovation.Density[] moved = new Innovation.Density[2 * shapes];
    double[] step = new double[shapes];
    for (int i = 0; i < shapes; i++) {
      step[i] = SHAPE_STEP * Math.max(1, Math.abs(shape[i]));
      for (int side = 0; side < 2; side++) {
        double[] q = shape.clone();
        q[i] += side == 0 ? step[i] : -step[i];
        moved[2 * i + side] = law.density(q);
      }
    }
    double mu = p[0];
    double omega = p[1];
    double beta = p[m - 1];
    double gamma = signed ? p[3] : 0;
    double sum = p[2] + 0.5 * gamma + beta;
    double x = omega + sum * b;
    Arrays.fill(dd, 0);
    d[0] = sum * bMu;
    d[1] = 1;
    d[2] = b;
    if (signed) {
      d[3] = 0.5 * b;
      dd[6] = 0.5 * bMu;
    }
    d[m - 1] = b;
    dd[0] = sum * bMuMu;
    dd[3] = bMu;
    dd[m * (m - 1) / 2] = bMu;
    double value = 0;
    double product = 1;
    int n = r.length;
    for (int t = 0; t < n; t++) {
      if (!(x > 0 && x < 1e300)) {
        return Double.NEGATIVE_INFINITY;
      }
      h[t] = x;
      double e = r[t] - mu;
      double inverse = 1 / x;
      double root = Math.sqrt(inverse);
      double z = e * root;
      product *= x;
      if ((t & 7) == 7 || !(product > 1e-200 && product < 1e200)) {
        value -= 0.5 * Logarithm.log(product);
        product = 1;
      }
      value += accumulate(f, moved, step, z, inverse, root, g);
      double down = e < 0 ? 1 : 0;
      double square = e * e;
      double a = p[2] + gamma * down;
      int last = m * (m - 1) / 2;
      for (int j = 0; j < m; j++) {
        dd[last + j] = beta * dd[last + j] + (j == m - 1 ? 2 : 1) * d[j];
      }
      dd[0] = beta * dd[0] + 2 * a;
      dd[3] = beta * dd[3] - 2 * e;
      d[0] = beta * d[0] - 2 * a * e;
      d[1] = beta * d[1] + 1;
      d[2] = beta * d[2] + square;
      if (signed) {
        dd[6] = beta * dd[6] - 2 * e * down;
        d[3] = beta * d[3] + square * down;
      }
      d[m - 1] = beta * d[m - 1] + x;
      x = omega + a * square + beta * x;
    }
    h[n] = x;
    return value - 0.5 * Logarithm.log(product);
  }

  private double accumulate(
      Innovation.Density f,
      Innovation.Density[] moved,
      double[] step,
      double z,
      double inverse,
      double root,
      double[] g) {
    double slope = f.slope(z);
    double curve = f.curvature(z);
    double one = 1 + slope * z;
    double bend = curve * z + slope;
    double lh = -0.5 * inverse * one;
    double lhh = inverse * inverse * (0.5 * one + 0.25 * z * bend);
    double lm = -slope * root;
    double lhm = 0.5 * bend * inverse * root;
    double lmm = curve * inverse;
    for (int j = 0; j < m; j++) {
      s[j] = lh * d[j];
    }
    s[0] += lm;
    double log = f.logAndScore(z, s, m);
    int at = 0;
    for (int i = 0; i < m; i++) {
      double q = lhh * d[i] + (i == 0 ? lhm : 0);
      for (int j = 0; j <= i; j++, at++) {
        hessian[at] += q * d[j] + lh * dd[at] + (j == 0 ? lhm * d[i] : 0);
      }
    }
    hessian[0] += lmm;
    if (law == Innovation.STUDENT_T) {
      f.studentSecond(z, mixed);
      for (int j = 0; j < m; j++, at++) {
        hessian[at] += -mixed[0] * (0.5 * inverse * z * d[j] + (j == 0 ? root : 0));
      }
      hessian[at] += mixed[1];
    }
    for (int i = m; i < k && law != Innovation.STUDENT_T; i++) {
      Innovation.Density up = moved[2 * (i - m)];
      Innovation.Density low = moved[2 * (i - m) + 1];
      double w = 1 / (2 * step[i - m]);
      double ds = (up.slope(z) - low.slope(z)) * w;
      up.shapeScore(z, mixed, 0);
      low.shapeScore(z, mixed, k);
      for (int j = 0; j < m; j++, at++) {
        hessian[at] += -0.5 * inverse * z * ds * d[j] - (j == 0 ? ds * root : 0);
      }
      for (int j = m; j <= i; j++, at++) {
        hessian[at] += (mixed[j - m] - mixed[k + j - m]) * w;
      }
    }
    at = 0;
    for (int i = 0; i < k; i++) {
      g[i] += s[i];
      for (int j = 0; j <= i; j++, at++) {
        outer[at] += s[i] * s[j];
      }
    }
    return log;
  }
}
