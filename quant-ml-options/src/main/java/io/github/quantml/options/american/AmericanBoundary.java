// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

import io.github.quantml.options.european.EuropeanPricer;
import io.github.quantml.options.european.Greek;
import io.github.quantml.options.internal.Exponential;
import io.github.quantml.options.internal.Logarithm;
import io.github.quantml.options.internal.Mills;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * The exercise boundary for one (T, r, q, σ): it prices any spot and strike, since it scales with
 * the strike and does not depend on the spot.
 *
 * <p>A put is its European value plus ∫₀ᵀ (rKe^{−rm}Φ(−d₋(m, S/B)) − qSe^{−qm}Φ(−d₊(m, S/B))) dm
 * (Kim 1990). A call is the put with spot and strike, rate and yield exchanged (McDonald and
 * Schroder 1998); one object serves one kind. Delta and gamma are derivatives of the integral,
 * theta follows from the pricing equation, vega, rho and phi take the boundary's derivatives along
 * ({@link BoundarySensitivity}). Immutable, thread-safe.
 */
public final class AmericanBoundary {
  private final boolean call;
  private final double years;
  private final double rate;
  private final double yield;
  private final double volatility;

  /** ln(X/B) at the points of the integral; null where early exercise never pays. */
  private final double @Nullable [] outer;

  private final double[] discountR;
  private final double[] discountQ;
  private final double atExpiry;
  private final BoundaryScheme scheme;
  private final double first;
  private final double[] nodes;

  private AmericanBoundary(
      BoundaryScheme scheme,
      boolean call,
      double years,
      double rate,
      double yield,
      double volatility,
      double @Nullable [] nodes) {
    this.scheme = scheme;
    this.call = call;
    this.years = years;
    this.rate = rate;
    this.yield = yield;
    this.volatility = volatility;
    double r = call ? yield : rate;
    double q = call ? rate : yield;
    this.atExpiry = q > r ? r / q : 1;
    int p = scheme.outer.node.length;
    this.nodes = nodes == null ? new double[0] : nodes;
    if (nodes == null) {
      outer = null;
      discountR = new double[0];
      discountQ = new double[0];
      first = 0;
      return;
    }
    first = nodes[0];
    int n = nodes.length;
    double[] h = new double[n];
    for (int k = 0; k < n; k++) {
      h[k] = nodes[k] * nodes[k];
    }
    outer = new double[p];
    discountR = new double[p];
    discountQ = new double[p];
    for (int j = 0; j < p; j++) {
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += scheme.outerWeights[j * n + k] * h[k];
      }
      outer[j] = sum > 0 ? Math.sqrt(sum) : 0;
      double z = scheme.outer.node[j];
      double m = years * z * z;
      double w = 2 * years * z * scheme.outer.weight[j];
      discountR[j] = w * Exponential.exp(-r * m);
      discountQ[j] = w * Exponential.exp(-q * m);
    }
  }

  /** Solves for the boundary; null without convergence. Needs years, volatility positive. */
  static @Nullable AmericanBoundary solve(
      AmericanProfile profile,
      boolean call,
      double years,
      double rate,
      double yield,
      double volatility) {
    return of(profile.scheme(), call, years, rate, yield, volatility, profile.limit());
  }

  static @Nullable AmericanBoundary of(
      BoundaryScheme scheme,
      boolean call,
      double years,
      double rate,
      double yield,
      double volatility,
      double limit) {
    double r = call ? yield : rate;
    double q = call ? rate : yield;
    if (neverEarly(r, q)) {
      return new AmericanBoundary(scheme, call, years, rate, yield, volatility, null);
    }
    double[] nodes = BoundarySolver.solve(scheme, years, r, q, volatility, limit);
    return nodes == null
        ? null
        : new AmericanBoundary(scheme, call, years, rate, yield, volatility, nodes);
  }

  /** Whether a put never pays more by exercise before expiry. */
  static boolean neverEarly(double r, double q) {
    return r <= 0 && q >= r;
  }

  /** Whether a put's exercise region has two boundaries. */
  static boolean twoBoundaries(double r, double q) {
    return r < 0 && q < r;
  }

  /**
   * The underlying at which exercise becomes optimal now, per unit of strike; 0 for a put and ∞ for
   * a call that are never exercised early.
   */
  public double exerciseAt() {
    if (outer == null) {
      return call ? Double.POSITIVE_INFINITY : 0;
    }
    double b = atExpiry * FastMath.exp(-first);
    return call ? 1 / b : b;
  }

  /** Price for a spot and a strike, both positive. */
  public double price(double spot, double strike) {
    double s = call ? strike : spot;
    double k = call ? spot : strike;
    double european =
        EuropeanPricer.blackScholes().price(call, spot, strike, years, rate, yield, volatility);
    if (outer == null) {
      return european;
    }
    double b = atExpiry * Exponential.exp(-first) * k;
    if (s <= b) {
      return k - s;
    }
    double[] out = new double[3];
    premium(s, k, false, out);
    return Math.max(european + Math.max(out[0], 0), k - s);
  }

  /**
   * Price and Greeks for a spot and a strike, both positive, all of them analytic: delta, gamma and
   * theta from the integral, vega, rho and phi from the integral and the boundary's own
   * derivatives. At or beyond the boundary they are those of the intrinsic value.
   */
  public AmericanGreeks greeks(double spot, double strike) {
    double[] g = new double[Greek.COUNT];
    mainGreeks(spot, strike, g);
    double[] p = parameterGreeks(spot, strike);
    return new AmericanGreeks(
        g[0],
        g[1],
        g[2],
        p[0],
        g[Greek.THETA.column()],
        p[1],
        p[2],
        g[Greek.DUAL_DELTA.column()],
        g[Greek.DUAL_GAMMA.column()]);
  }

  /** Vega, rho, phi. */
  private double[] parameterGreeks(double spot, double strike) {
    double[] g = new double[Greek.COUNT];
    EuropeanPricer.blackScholes().greeksInto(call, spot, strike, years, rate, yield, volatility, g);
    double[] out = {g[Greek.VEGA.column()], g[Greek.RHO.column()], g[Greek.PHI.column()]};
    double[] points = outer;
    if (points == null) {
      return out;
    }
    double s = call ? strike : spot;
    double k = call ? spot : strike;
    if (s <= atExpiry * Exponential.exp(-first) * k) {
      return new double[3];
    }
    double r = call ? yield : rate;
    double q = call ? rate : yield;
    BoundarySensitivity moved = new BoundarySensitivity(scheme, years, r, q, volatility, nodes);
    double start = Logarithm.log(s / (k * atExpiry));
    double v = volatility * Math.sqrt(years);
    double byVolatility = 0;
    double byRate = 0;
    double byYield = 0;
    for (int j = 0; j < points.length; j++) {
      double z = scheme.outer.node[j];
      double vz = v * z;
      double m = years * z * z;
      double dp = (start + points[j] + (r - q) * m) / vz + 0.5 * vz;
      double dm = dp - vz;
      if (dm > 38) {
        continue;
      }
      double fp = Mills.density(dp);
      double fm = Mills.density(dm);
      double a = k * discountR[j];
      double b = s * discountQ[j];
      double up = -a * r * fm;
      double low = b * q * fp;
      double shift = moved.outer[0][j] / vz;
      byVolatility += up * (shift - dp / volatility) + low * (shift - dm / volatility);
      shift = (moved.outer[1][j] - moved.limitByRate + m) / vz;
      byRate += a * (1 - r * m) * Mills.cdf(-dm, fm) + (up + low) * shift;
      shift = (moved.outer[2][j] - moved.limitByYield - m) / vz;
      byYield += (up + low) * shift - b * (1 - q * m) * Mills.cdf(-dp, fp);
    }
    out[0] += byVolatility;
    out[1] += call ? byYield : byRate;
    out[2] += call ? byRate : byYield;
    return out;
  }

  /**
   * Price, delta, gamma and theta into the columns of {@link Greek}; the others are not touched.
   */
  private void mainGreeks(double spot, double strike, double[] out) {
    double[] g = new double[Greek.COUNT];
    EuropeanPricer.blackScholes().greeksInto(call, spot, strike, years, rate, yield, volatility, g);
    if (outer == null) {
      System.arraycopy(g, 0, out, 0, 3);
      out[Greek.THETA.column()] = g[Greek.THETA.column()];
      out[Greek.DUAL_DELTA.column()] = g[Greek.DUAL_DELTA.column()];
      out[Greek.DUAL_GAMMA.column()] = g[Greek.DUAL_GAMMA.column()];
      return;
    }
    double s = call ? strike : spot;
    double k = call ? spot : strike;
    double b = atExpiry * FastMath.exp(-first) * k;
    if (s <= b) {
      Arrays.fill(out, 0, Greek.COUNT, 0);
      out[0] = k - s;
      out[Greek.DELTA.column()] = call ? 1 : -1;
      out[Greek.DUAL_DELTA.column()] = call ? -1 : 1;
      return;
    }
    double[] p = new double[3];
    premium(s, k, true, p);
    double price = g[0] + p[0];
    // In the exchanged put: value, ∂/∂s and ∂²/∂s² of the premium; k∂/∂k follows by homogeneity.
    double delta = g[1];
    double gamma = g[2];
    if (call) {
      delta += (p[0] - s * p[1]) / k;
      gamma += s * s / (k * k) * p[2];
    } else {
      delta += p[1];
      gamma += p[2];
    }
    out[0] = price;
    out[1] = delta;
    out[2] = gamma;
    out[Greek.THETA.column()] =
        rate * price
            - (rate - yield) * spot * delta
            - 0.5 * volatility * volatility * spot * spot * gamma;
    out[Greek.DUAL_DELTA.column()] = (price - spot * delta) / strike;
    out[Greek.DUAL_GAMMA.column()] = spot * spot / (strike * strike) * gamma;
  }

  private void premium(double s, double k, boolean slopes, double[] out) {
    double[] points = outer;
    if (points == null) {
      return;
    }
    double r = call ? yield : rate;
    double q = call ? rate : yield;
    double start = Logarithm.log(s / (k * atExpiry));
    double v = volatility * Math.sqrt(years);
    double drift = (r - q) * years;
    double value = 0;
    double first1 = 0;
    double second = 0;
    for (int j = 0; j < points.length; j++) {
      double z = scheme.outer.node[j];
      double vz = v * z;
      double log = start + points[j];
      double dp = (log + drift * z * z) / vz + 0.5 * vz;
      double dm = dp - vz;
      if (dm > 38) {
        continue;
      }
      double fp = Mills.density(dp);
      double np = Mills.cdf(-dp, fp);
      value += r * k * discountR[j] * Mills.cdf(-dm) - q * s * discountQ[j] * np;
      if (slopes) {
        double pull = q - r * Exponential.exp(points[j]) / atExpiry;
        first1 += discountQ[j] * (fp / vz * pull - q * np);
        second += discountQ[j] * fp / (s * vz) * (q - dp / vz * pull);
      }
    }
    out[0] = value;
    out[1] = first1;
    out[2] = second;
  }
}
