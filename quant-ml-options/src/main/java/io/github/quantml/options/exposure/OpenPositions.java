// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.exposure;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.OptionChain;
import io.github.quantml.api.OptionQuote;
import io.github.quantml.options.chain.Settlement;
import io.github.quantml.options.internal.Exponential;
import io.github.quantml.options.internal.Logarithm;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Open contracts of one underlying in columns, live ones with a positive volatility only.
 *
 * <p>Open interest is that of the close before: contracts opened today are not in it. Immutable.
 */
public final class OpenPositions {
  final double spot;
  final String[] root;
  final LocalDate[] expiry;
  final boolean[] call;
  final double[] strike;
  final double[] years;
  final double[] volatility;
  final double[] contracts;

  /** Dealers' share of each contract; empty unless given. */
  final double[] side;

  /** d₁ = inverseDeviation·ln S + intercept. */
  final double[] inverseDeviation;

  final double[] intercept;

  /** Contracts · multiplier · e^{−qT}/(σ√T), the factor of φ(d₁)/S in gamma. */
  final double[] gammaWeight;

  final double rate;
  final double yield;
  final double multiplier;
  final LocalDate today;
  private final int expired;
  private final int withoutVolatility;

  private OpenPositions(
      double spot,
      LocalDate today,
      String[] root,
      LocalDate[] expiry,
      boolean[] call,
      double[] strike,
      double[] years,
      double[] volatility,
      double[] contracts,
      double[] side,
      double rate,
      double yield,
      double multiplier,
      int expired,
      int withoutVolatility) {
    this.spot = spot;
    this.today = today;
    this.root = root;
    this.expiry = expiry;
    this.call = call;
    this.strike = strike;
    this.years = years;
    this.volatility = volatility;
    this.contracts = contracts;
    this.side = side;
    this.rate = rate;
    this.yield = yield;
    this.multiplier = multiplier;
    this.expired = expired;
    this.withoutVolatility = withoutVolatility;
    int n = call.length;
    this.inverseDeviation = new double[n];
    this.intercept = new double[n];
    this.gammaWeight = new double[n];
    for (int i = 0; i < n; i++) {
      double v = volatility[i] * Math.sqrt(years[i]);
      inverseDeviation[i] = 1 / v;
      intercept[i] = ((rate - yield) * years[i] - Logarithm.log(strike[i])) / v + 0.5 * v;
      gammaWeight[i] = contracts[i] * multiplier * Exponential.exp(-yield * years[i]) / v;
    }
  }

  /**
   * The open contracts of a chain at its own implied volatilities.
   *
   * @param rate continuously compounded
   * @param yield continuously compounded
   * @param multiplier units of the underlying per contract, 100 for listed options
   */
  public static OpenPositions of(OptionChain chain, double rate, double yield, double multiplier) {
    return of(chain, null, rate, yield, multiplier);
  }

  /**
   * The same with the dealers' share of every option, for {@link DealerSign#PER_CONTRACT}.
   *
   * @param side of [−1, 1]: 1 where dealers are long all that is open, −1 where they are short
   */
  public static OpenPositions of(
      OptionChain chain,
      @Nullable ToDoubleFunction<OptionQuote> side,
      double rate,
      double yield,
      double multiplier) {
    int n = chain.quotes().size();
    String[] root = new String[n];
    LocalDate[] expiry = new LocalDate[n];
    boolean[] call = new boolean[n];
    double[][] x = new double[4][n];
    double[] sides = new double[side == null ? 0 : n];
    for (int i = 0; i < n; i++) {
      OptionQuote q = chain.quotes().get(i);
      root[i] = q.root();
      expiry[i] = q.expiry();
      call[i] = q.type() == OptionQuote.Type.CALL;
      x[0][i] = q.strike();
      x[1][i] = Settlement.ofRoot(q.root()).years(chain.known(), q.expiry());
      Double v = q.impliedVolatility();
      x[2][i] = v == null ? 0 : v;
      x[3][i] = q.openInterest();
      if (side != null) {
        sides[i] = side.applyAsDouble(q);
      }
    }
    LocalDate today = chain.known().atZone(java.time.ZoneId.of("America/New_York")).toLocalDate();
    return of(
        chain.spot(),
        today,
        root,
        expiry,
        call,
        x[0],
        x[1],
        x[2],
        x[3],
        sides,
        rate,
        yield,
        multiplier);
  }

  /**
   * Columns of contracts. Rows without open contracts do not count; expired ones and those without
   * a volatility are left out and counted.
   */
  public static OpenPositions of(
      double spot,
      LocalDate today,
      String[] root,
      LocalDate[] expiry,
      boolean[] call,
      double[] strike,
      double[] years,
      double[] volatility,
      double[] contracts,
      double rate,
      double yield,
      double multiplier) {
    return of(
        spot,
        today,
        root,
        expiry,
        call,
        strike,
        years,
        volatility,
        contracts,
        new double[0],
        rate,
        yield,
        multiplier);
  }

  /**
   * The same with the dealers' share of every row, of [−1, 1], for {@link DealerSign#PER_CONTRACT};
   * an empty array gives none.
   */
  public static OpenPositions of(
      double spot,
      LocalDate today,
      String[] root,
      LocalDate[] expiry,
      boolean[] call,
      double[] strike,
      double[] years,
      double[] volatility,
      double[] contracts,
      double[] side,
      double rate,
      double yield,
      double multiplier) {
    positive("spot", spot);
    positive("multiplier", multiplier);
    if (!Double.isFinite(rate + yield)) {
      throw new IllegalArgumentException(
          "rate and yield: must be finite, got " + rate + " and " + yield);
    }
    int n = call.length;
    if (side.length != 0 && side.length != n) {
      throw new IllegalArgumentException(
          "side: must be empty or have " + n + " rows, got " + side.length);
    }
    for (int i = 0; i < side.length; i++) {
      if (!(Math.abs(side[i]) <= 1)) {
        throw new InvalidDataException(
            "open positions row " + i + ": side must be of [-1, 1], got " + side[i]);
      }
    }
    int[] keep = new int[n];
    int kept = 0;
    int expired = 0;
    int without = 0;
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(strike[i] + years[i] + volatility[i] + contracts[i])
          || !(strike[i] > 0 && contracts[i] >= 0)) {
        throw new InvalidDataException(
            "open positions row "
                + i
                + ": strike, years, volatility and contracts must be finite,"
                + " strike positive, contracts at least 0, got "
                + strike[i]
                + ", "
                + years[i]
                + ", "
                + volatility[i]
                + ", "
                + contracts[i]);
      }
      if (contracts[i] == 0) {
        continue;
      }
      if (!(years[i] > 0)) {
        expired++;
      } else if (!(volatility[i] > 0)) {
        without++;
      } else {
        keep[kept++] = i;
      }
    }
    int[] at = Arrays.copyOf(keep, kept);
    String[] roots = new String[kept];
    LocalDate[] expiries = new LocalDate[kept];
    boolean[] calls = new boolean[kept];
    for (int i = 0; i < kept; i++) {
      roots[i] = root[at[i]];
      expiries[i] = expiry[at[i]];
      calls[i] = call[at[i]];
    }
    return new OpenPositions(
        spot,
        today,
        roots,
        expiries,
        calls,
        pick(strike, at),
        pick(years, at),
        pick(volatility, at),
        pick(contracts, at),
        side.length == 0 ? side : pick(side, at),
        rate,
        yield,
        multiplier,
        expired,
        without);
  }

  private static double[] pick(double[] x, int[] at) {
    double[] out = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      out[i] = x[at[i]];
    }
    return out;
  }

  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": must be positive and finite, got " + value);
    }
  }

  /** Contracts rows that count. */
  public int size() {
    return call.length;
  }

  /** Price of the underlying. */
  public double spot() {
    return spot;
  }

  /** Open rows left out because their time had come. */
  public int expired() {
    return expired;
  }

  /** Open rows left out because they had no positive volatility. */
  public int withoutVolatility() {
    return withoutVolatility;
  }
}
