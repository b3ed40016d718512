// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * American options by finite differences in ln S: cash dividends, and rates for which the exercise
 * region has two boundaries.
 *
 * <p>Crank-Nicolson with four implicit half steps after expiry and after every dividend; at each
 * step the value is raised to the exercise value by Brennan and Schwartz' elimination where the
 * exercise region is one-sided, and by projection otherwise. At a dividend V(S⁻) = V(S − D) by
 * cubic interpolation (the piecewise lognormal model: volatility is that of the spot between
 * dividends). The error stated is the difference to the grid of half the steps, which overstates
 * that of the finer grid. Immutable, thread-safe.
 *
 * @param spaceSteps of the grid in ln S, even, at least 50
 * @param timeSteps to expiry, even, at least 20
 */
public record FiniteDifferences(int spaceSteps, int timeSteps) {
  public FiniteDifferences {
    if (spaceSteps < 50 || spaceSteps % 2 != 0) {
      throw new IllegalArgumentException(
          "spaceSteps: must be even and at least 50, got " + spaceSteps);
    }
    if (timeSteps < 20 || timeSteps % 2 != 0) {
      throw new IllegalArgumentException(
          "timeSteps: must be even and at least 20, got " + timeSteps);
    }
  }

  /** 800 steps in space, 400 in time. */
  public static FiniteDifferences defaults() {
    return new FiniteDifferences(800, 400);
  }

  /**
   * A price and how far it may be off.
   *
   * @param price of the option
   * @param error difference to the price on half the grid
   * @param delta ∂V/∂S
   * @param gamma ∂²V/∂S²
   */
  public record Value(double price, double error, double delta, double gamma) {}

  /** An American option without cash dividends. */
  public Value price(
      boolean call,
      double spot,
      double strike,
      double years,
      double rate,
      double yield,
      double volatility) {
    return price(call, spot, strike, years, rate, yield, volatility, List.of());
  }

  /** An American option with cash dividends; those not in (0, years] are left out. */
  public Value price(
      boolean call,
      double spot,
      double strike,
      double years,
      double rate,
      double yield,
      double volatility,
      List<Dividend> dividends) {
    return value(call, true, spot, strike, years, rate, yield, volatility, dividends);
  }

  /** The European option in the same model. */
  public Value europeanPrice(
      boolean call,
      double spot,
      double strike,
      double years,
      double rate,
      double yield,
      double volatility,
      List<Dividend> dividends) {
    return value(call, false, spot, strike, years, rate, yield, volatility, dividends);
  }

  private Value value(
      boolean call,
      boolean american,
      double spot,
      double strike,
      double years,
      double rate,
      double yield,
      double volatility,
      List<Dividend> dividends) {
    AmericanPricer.check(spot, strike, years, rate, yield, volatility);
    if (!(spot > 0 && strike > 0 && years > 0 && volatility > 0)) {
      throw new IllegalArgumentException(
          "spot, strike, years and volatility: must be positive, got "
              + spot
              + ", "
              + strike
              + ", "
              + years
              + ", "
              + volatility);
    }
    Dividend[] paid =
        dividends.stream()
            .filter(d -> d.years() > 0 && d.years() <= years && d.amount() > 0)
            .sorted(Comparator.comparingDouble(Dividend::years))
            .toArray(Dividend[]::new);
    Grid fine =
        new Grid(
            call, american, spot, strike, years, rate, yield, volatility, spaceSteps, timeSteps);
    fine.run(paid);
    Grid coarse =
        new Grid(
            call,
            american,
            spot,
            strike,
            years,
            rate,
            yield,
            volatility,
            spaceSteps / 2,
            timeSteps / 2);
    coarse.run(paid);
    double price = fine.at(0);
    double h = fine.dx;
    double up = fine.at(h);
    double down = fine.at(-h);
    double first = (up - down) / (2 * h);
    double second = (up - 2 * price + down) / (h * h);
    return new Value(
        price, Math.abs(price - coarse.at(0)), first / spot, (second - first) / (spot * spot));
  }

  AmericanGreeks greeks(boolean call, double s, double k, double t, double r, double q, double v) {
    Value at = price(call, s, k, t, r, q, v);
    double hv = 1e-2 * v;
    double vega =
        (price(call, s, k, t, r, q, v + hv).price() - price(call, s, k, t, r, q, v - hv).price())
            / (2 * hv);
    double h = 1e-3 * Math.max(Math.abs(r), 0.01);
    double rho =
        (price(call, s, k, t, r + h, q, v).price() - price(call, s, k, t, r - h, q, v).price())
            / (2 * h);
    double phi =
        (price(call, s, k, t, r, q + h, v).price() - price(call, s, k, t, r, q - h, v).price())
            / (2 * h);
    double intrinsic = Math.max(call ? s - k : k - s, 0);
    double theta =
        at.price() <= intrinsic + at.error()
            ? 0
            : r * at.price() - (r - q) * s * at.delta() - 0.5 * v * v * s * s * at.gamma();
    return new AmericanGreeks(
        at.price(),
        at.delta(),
        at.gamma(),
        vega,
        theta,
        rho,
        phi,
        (at.price() - s * at.delta()) / k,
        s * s / (k * k) * at.gamma());
  }

  /** One march from expiry to now; the spot is the middle node. */
  private static final class Grid {
    final double dx;
    private final boolean american;
    private final int n;
    private final int steps;
    private final double years;
    private final double rate;
    private final double drift;
    private final double variance;
    private final double spot;
    private final double[] exercise;
    private final double[] s;
    private final double[] diagonal;
    private final double[] right;
    private double[] v;
    private final boolean call;

    Grid(
        boolean call,
        boolean american,
        double spot,
        double strike,
        double years,
        double rate,
        double yield,
        double volatility,
        int n,
        int steps) {
      this.call = call;
      this.american = american;
      this.n = n;
      this.steps = steps;
      this.years = years;
      this.rate = rate;
      this.spot = spot;
      this.variance = volatility * volatility;
      this.drift = rate - yield - 0.5 * variance;
      double width =
          Math.max(
              7 * volatility * Math.sqrt(years) + Math.abs(drift) * years,
              Math.abs(FastMath.log(strike / spot)) + 4 * volatility * Math.sqrt(years));
      dx = 2 * width / n;
      s = new double[n + 1];
      exercise = new double[n + 1];
      v = new double[n + 1];
      diagonal = new double[n + 1];
      right = new double[n + 1];
      double w = call ? 1 : -1;
      for (int i = 0; i <= n; i++) {
        s[i] = spot * FastMath.exp((i - n / 2) * dx);
        exercise[i] = Math.max(w * (s[i] - strike), 0);
        v[i] = exercise[i];
      }
      smoothKink(strike, w);
    }

    /** The pay-off's mean over the cell around the strike keeps second order. */
    private void smoothKink(double strike, double w) {
      for (int i = 1; i < n; i++) {
        double low = s[i] * FastMath.exp(-0.5 * dx);
        double high = s[i] * FastMath.exp(0.5 * dx);
        if (low < strike && strike < high) {
          double cut = FastMath.log(strike / s[i]);
          double a = w > 0 ? cut : -0.5 * dx;
          double b = w > 0 ? 0.5 * dx : cut;
          v[i] = w * (s[i] * (FastMath.exp(b) - FastMath.exp(a)) - strike * (b - a)) / dx;
        }
      }
    }

    void run(Dividend[] dividends) {
      double now = years;
      for (int d = dividends.length - 1; d >= 0; d--) {
        march(now, dividends[d].years());
        now = dividends[d].years();
        jump(dividends[d].amount());
      }
      march(now, 0);
    }

    private void march(double from, double to) {
      double span = from - to;
      if (!(span > 0)) {
        return;
      }
      int count = Math.max(4, (int) Math.ceil(steps * span / years));
      double dt = span / count;
      for (int k = 0; k < 4; k++) {
        step(0.5 * dt, 1);
      }
      for (int k = 2; k < count; k++) {
        step(dt, 0.5);
      }
    }

    private void step(double dt, double implicit) {
      double a = 0.5 * variance / (dx * dx);
      double b = 0.5 * drift / dx;
      double low = a - b;
      double high = a + b;
      double mid = -2 * a - rate;
      double e = (1 - implicit) * dt;
      double m = implicit * dt;
      for (int i = 1; i < n; i++) {
        right[i] = v[i] + e * (low * v[i - 1] + mid * v[i] + high * v[i + 1]);
      }
      // At the far ends V is linear in S: its second derivative in S vanishes.
      double[] next = new double[n + 1];
      double edge = american ? exercise[0] : v[0] * FastMath.exp(-rate * dt);
      double far = american ? exercise[n] : v[n] * FastMath.exp(-rate * dt);
      next[0] = call ? 0 : edge;
      next[n] = call ? grown(far) : 0;
      double c = -m * low;
      double f = -m * high;
      double g = 1 - m * mid;
      solve(next, c, g, f);
      if (american) {
        for (int i = 0; i <= n; i++) {
          next[i] = Math.max(next[i], exercise[i]);
        }
      }
      v = next;
    }

    private double grown(double far) {
      if (american) {
        return far;
      }
      // A call deep in the money is Se^{−q…} − Ke^{−r…}; extrapolate linearly in S.
      double slope = (v[n - 1] - v[n - 2]) / (s[n - 1] - s[n - 2]);
      return v[n - 1] + slope * (s[n] - s[n - 1]);
    }

    /** Eliminates towards the exercise region so that the projection is part of the solution. */
    private void solve(double[] next, double low, double mid, double high) {
      if (call) {
        diagonal[1] = mid;
        right[1] -= low * next[0];
        for (int i = 2; i < n; i++) {
          double w = low / diagonal[i - 1];
          diagonal[i] = mid - w * high;
          right[i] -= w * right[i - 1];
        }
        for (int i = n - 1; i >= 1; i--) {
          double x = (right[i] - high * next[i + 1]) / diagonal[i];
          next[i] = american ? Math.max(x, exercise[i]) : x;
        }
      } else {
        diagonal[n - 1] = mid;
        right[n - 1] -= high * next[n];
        for (int i = n - 2; i >= 1; i--) {
          double w = high / diagonal[i + 1];
          diagonal[i] = mid - w * low;
          right[i] -= w * right[i + 1];
        }
        for (int i = 1; i < n; i++) {
          double x = (right[i] - low * next[i - 1]) / diagonal[i];
          next[i] = american ? Math.max(x, exercise[i]) : x;
        }
      }
    }

    private void jump(double amount) {
      double[] after = new double[n + 1];
      for (int i = 0; i <= n; i++) {
        double ex = Math.max(s[i] - amount, 0.01 * s[i]);
        double x = FastMath.log(ex / spot);
        double value = at(x);
        after[i] = american ? Math.max(value, exercise[i]) : value;
      }
      v = after;
    }

    /** Value at ln(S/spot) = x, cubic between nodes, flat in the exercise direction outside. */
    double at(double x) {
      double place = x / dx + n / 2.0;
      int i = (int) Math.floor(place);
      if (i < 1) {
        double level = spot * FastMath.exp(x);
        return call ? v[0] : american ? Math.max(v[0] + s[0] - level, v[0]) : v[0] + s[0] - level;
      }
      if (i > n - 2) {
        return v[n];
      }
      double t = place - i;
      return -t * (t - 1) * (t - 2) / 6 * v[i - 1]
          + (t * t - 1) * (t - 2) / 2 * v[i]
          - t * (t + 1) * (t - 2) / 2 * v[i + 1]
          + t * (t * t - 1) / 6 * v[i + 2];
    }
  }
}
