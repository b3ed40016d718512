// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.exposure;

import io.github.quantml.options.european.EuropeanPricer;
import io.github.quantml.options.european.Greek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What hedging the open interest would ask of those assumed to hold it.
 *
 * <p>Greeks are those of Black-Scholes at each option's own implied volatility; their sums come by
 * strike, expiry, root and for the options that expire today. A zero-gamma level is a root of the
 * exact sum as a function of spot at fixed volatilities; there may be none or several. Immutable,
 * thread-safe.
 *
 * <p>Source: SqueezeMetrics (2016), The implied order book; Perfiliev (2022), How to calculate
 * gamma exposure and zero gamma level.
 */
public final class GammaExposure {
  /** What makes a strike a wall. */
  public enum WallDefinition {
    /** The largest absolute gamma exposure of its kind. */
    GAMMA,
    /** The largest open interest of its kind. */
    OPEN_INTEREST
  }

  private static final int SEARCH_LEVELS = 240;

  private final OpenPositions positions;
  private final DealerSign sign;
  private final GammaUnit unit;
  private final Exposures[] rows;

  private GammaExposure(
      OpenPositions positions, DealerSign sign, GammaUnit unit, Exposures[] rows) {
    this.positions = positions;
    this.sign = sign;
    this.unit = unit;
    this.rows = rows;
  }

  /** Exposure at the positions' own spot. */
  public static GammaExposure of(OpenPositions p, DealerSign sign, GammaUnit unit) {
    if (sign == DealerSign.PER_CONTRACT && p.side.length != p.size()) {
      throw new IllegalArgumentException(
          "sign: PER_CONTRACT needs positions with a side for every row");
    }
    Exposures[] rows = new Exposures[p.size()];
    double[] g = new double[Greek.COUNT];
    EuropeanPricer pricer = EuropeanPricer.blackScholes();
    double factor = unit.factor(p.spot);
    for (int i = 0; i < rows.length; i++) {
      pricer.greeksInto(
          p.call[i], p.spot, p.strike[i], p.years[i], p.rate, p.yield, p.volatility[i], g);
      double w = sign.of(p, i) * p.contracts[i] * p.multiplier;
      rows[i] =
          new Exposures(
              w * g[Greek.GAMMA.column()] * factor,
              w * g[Greek.DELTA.column()],
              w * g[Greek.VANNA.column()],
              w * g[Greek.CHARM.column()]);
    }
    return new GammaExposure(p, sign, unit, rows);
  }

  /** Over all positions. */
  public Exposures total() {
    return sum(i -> true);
  }

  /** Over calls or puts. */
  public Exposures total(boolean call) {
    return sum(i -> positions.call[i] == call);
  }

  /** Over the options that expire today. */
  public Exposures expiringToday() {
    return sum(i -> positions.expiry[i].equals(positions.today));
  }

  private Exposures sum(java.util.function.IntPredicate which) {
    Exposures sum = Exposures.NONE;
    for (int i = 0; i < rows.length; i++) {
      if (which.test(i)) {
        sum = sum.plus(rows[i]);
      }
    }
    return sum;
  }

  /** By strike, ascending. */
  public SortedMap<Double, Exposures> byStrike() {
    return by(i -> positions.strike[i]);
  }

  /** By expiry, ascending. */
  public SortedMap<LocalDate, Exposures> byExpiry() {
    return by(i -> positions.expiry[i]);
  }

  /** By option root. */
  public SortedMap<String, Exposures> byRoot() {
    return by(i -> positions.root[i]);
  }

  private <K extends Comparable<? super K>> SortedMap<K, Exposures> by(IntFunction<K> key) {
    SortedMap<K, Exposures> out = new TreeMap<>();
    for (int i = 0; i < rows.length; i++) {
      out.merge(key.apply(i), rows[i], Exposures::plus);
    }
    return out;
  }

  /**
   * The strike that stands out among the calls or the puts; empty without open positions of the
   * kind.
   */
  public Optional<Double> wall(boolean call, WallDefinition definition) {
    TreeMap<Double, Double> size = new TreeMap<>();
    for (int i = 0; i < rows.length; i++) {
      if (positions.call[i] == call) {
        size.merge(
            positions.strike[i],
            definition == WallDefinition.GAMMA ? Math.abs(rows[i].gamma()) : positions.contracts[i],
            Double::sum);
      }
    }
    // Of equal ones the lower strike, so that the answer does not depend on the order of rows.
    return size.entrySet().stream()
        .max(
            Comparator.<java.util.Map.Entry<Double, Double>>comparingDouble(
                    java.util.Map.Entry::getValue)
                .thenComparing(e -> -e.getKey()))
        .map(java.util.Map.Entry::getKey);
  }

  /** Exposure over spots from low to high, evenly spaced in ln S, at least 2 levels. */
  public GammaProfile profile(double low, double high, int levels) {
    OpenPositions.positive("low", low);
    if (!(high > low && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("high: must be above low " + low + ", got " + high);
    }
    if (levels < 2) {
      throw new IllegalArgumentException("levels: must be at least 2, got " + levels);
    }
    return GammaProfile.of(positions, sign, unit, low, high, levels);
  }

  /** Every level between low and high at which the exact sum changes sign, ascending. */
  public List<ZeroGammaLevel> zeroGammaLevels(double low, double high) {
    GammaProfile grid = profile(low, high, SEARCH_LEVELS);
    List<ZeroGammaLevel> out = new ArrayList<>();
    double[] g = grid.gamma();
    for (int i = 1; i < g.length; i++) {
      if (g[i - 1] == 0 && g[i] != 0 && i > 1 && g[i - 2] * g[i] < 0) {
        out.add(new ZeroGammaLevel(grid.spots()[i - 1], g[i] > 0));
      } else if (g[i - 1] * g[i] < 0) {
        out.add(new ZeroGammaLevel(root(grid.spots()[i - 1], grid.spots()[i], g[i - 1]), g[i] > 0));
      }
    }
    return List.copyOf(out);
  }

  /** The level nearest to spot within a factor of two; empty if there is none. */
  public Optional<ZeroGammaLevel> nearestZeroGamma() {
    double s = positions.spot;
    return zeroGammaLevels(0.5 * s, 2 * s).stream()
        .min(Comparator.comparingDouble(z -> Math.abs(z.level() - s)));
  }

  /** Illinois' regula falsi on the exact sum. */
  private double root(double low, double high, double lowSign) {
    double a = low;
    double b = high;
    double fa = GammaProfile.at(positions, sign, a);
    double fb = GammaProfile.at(positions, sign, b);
    if (fa == 0 || fa * lowSign < 0) {
      return a;
    }
    for (int i = 0; i < 100 && b - a > 1e-14 * b; i++) {
      double x = (a * fb - b * fa) / (fb - fa);
      if (!(x > a && x < b)) {
        x = 0.5 * (a + b);
      }
      double f = GammaProfile.at(positions, sign, x);
      if (f == 0) {
        return x;
      }
      if (f * fa > 0) {
        a = x;
        fa = f;
        fb *= 0.5;
      } else {
        b = x;
        fb = f;
        fa *= 0.5;
      }
    }
    return 0.5 * (a + b);
  }
}
