// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Takes the arbitrage out of a surface on a grid of k.
 *
 * <p>Two candidates. Expiry by expiry, an SVI slice with a butterfly moves along its jump-wings
 * towards the repair of Gatheral and Jacquier (section 5.1) until the butterfly is gone, and a
 * slice below the one before is raised as a whole; that may leave violations. The eSSVI surface
 * nearest to this one has none by construction. The answer is the one without violations whose
 * volatilities are nearer within three standard deviations.
 */
final class ArbitrageRepair {
  private static final int HALVINGS = 30;

  private final double low;
  private final double high;
  private final int points;

  ArbitrageRepair(double low, double high, int points) {
    this.low = low;
    this.high = high;
    this.points = points;
  }

  VolatilitySurface of(VolatilitySurface s) {
    if (s.arbitrage(low, high, points).isFree()) {
      return s;
    }
    double[] years = s.years();
    List<Slice> out = new ArrayList<>();
    for (int i = 0; i < years.length; i++) {
      Slice slice = s.slices().get(i);
      if (slice instanceof Svi svi) {
        slice = raised(withoutButterflies(svi, years[i]), i == 0 ? null : out.get(i - 1));
      }
      out.add(slice);
    }
    VolatilitySurface moved = new VolatilitySurface(years, out);
    VolatilitySurface nearest = nearest(s);
    return moved.arbitrage(low, high, points).isFree() && distance(s, moved) <= distance(s, nearest)
        ? moved
        : nearest;
  }

  /** Sum of squared volatility differences on the grid within three deviations. */
  private double distance(VolatilitySurface a, VolatilitySurface b) {
    double[] years = a.years();
    double sum = 0;
    for (int i = 0; i < years.length; i++) {
      Slice x = a.slices().get(i);
      Slice y = b.slices().get(i);
      double width = 3 * Math.sqrt(Math.max(x.totalVariance(0), 0));
      for (int j = 0; j < points; j++) {
        double k = low + (high - low) * j / (points - 1);
        if (Math.abs(k) <= width) {
          double e =
              Math.sqrt(Math.max(x.totalVariance(k), 0) / years[i])
                  - Math.sqrt(y.totalVariance(k) / years[i]);
          sum += e * e;
        }
      }
    }
    return sum;
  }

  private boolean free(Svi slice, double t) {
    return new VolatilitySurface(new double[] {t}, List.of(slice))
        .arbitrage(low, high, points)
        .isFree();
  }

  private Svi withoutButterflies(Svi slice, double t) {
    if (free(slice, t) || !(slice.totalVariance(0) > 0)) {
      return slice;
    }
    JumpWings from = slice.toJumpWings(t);
    double c = from.p() + 2 * from.psi();
    if (!(c > 0 && from.p() > 0)) {
      return slice;
    }
    double least = from.v() * 4 * from.p() * c / ((from.p() + c) * (from.p() + c));
    double good = 1;
    double bad = 0;
    Svi best = slice;
    for (int i = 0; i < HALVINGS; i++) {
      double f = i == 0 ? 1 : 0.5 * (good + bad);
      Svi trial =
          Svi.of(
              new JumpWings(
                  from.v(),
                  from.psi(),
                  from.p(),
                  from.c() + f * (c - from.c()),
                  from.least() + f * (least - from.least())),
              t);
      if (free(trial, t)) {
        best = trial;
        good = f;
      } else if (i == 0) {
        return slice;
      } else {
        bad = f;
      }
    }
    return best;
  }

  /** Lifted to the slice before wherever it lies below, with a little to spare. */
  private Slice raised(Svi slice, @Nullable Slice before) {
    if (before == null) {
      return slice;
    }
    double gap = 0;
    for (int j = 0; j < points; j++) {
      double k = low + (high - low) * j / (points - 1);
      gap = Math.max(gap, before.totalVariance(k) - slice.totalVariance(k));
    }
    return gap > 0
        ? new Svi(slice.a() + gap * (1 + 1e-9), slice.b(), slice.rho(), slice.m(), slice.sigma())
        : slice;
  }

  /** eSSVI through the surface's own volatilities at the grid. */
  private VolatilitySurface nearest(VolatilitySurface s) {
    List<SmileQuotes> smiles = new ArrayList<>();
    double[] years = s.years();
    for (int i = 0; i < years.length; i++) {
      double[] k = new double[points];
      double[] v = new double[points];
      double[] weight = new double[points];
      int n = 0;
      Slice slice = s.slices().get(i);
      double width = 3 * Math.sqrt(Math.max(slice.totalVariance(0), 0));
      for (int j = 0; j < points; j++) {
        double x = low + (high - low) * j / (points - 1);
        double w = slice.totalVariance(x);
        if (w > 0) {
          k[n] = x;
          v[n] = Math.sqrt(w / years[i]);
          // Far out there is nothing to be near to.
          weight[n] = 1e-6 + (width > 0 ? 1 / (1 + FastMath.pow(x / width, 4)) : 0);
          n++;
        }
      }
      smiles.add(
          new SmileQuotes(
              years[i], Arrays.copyOf(k, n), Arrays.copyOf(v, n), Arrays.copyOf(weight, n)));
    }
    return EssviCalibration.fit(smiles);
  }
}
