// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.OptionChain;
import io.github.quantml.api.OptionQuote;
import io.github.quantml.math.random.CounterRandom;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.math3.util.FastMath;

/**
 * Option chains that fit a simulated price.
 *
 * <p>European options without dividends, priced by Black-Scholes at the volatility that the GARCH
 * process forecasts to the expiry, times the smile 1 − 0.06 x + 0.02 x² in standardised log
 * moneyness x = ln(K/F)/(σ√T), |x| ≤ 2.5. Bid and ask lie evenly around the price, so mids keep
 * put-call parity; prices are not rounded to ticks.
 */
final class ChainMaker {
  private static final int[] DAYS_TO_EXPIRY = {7, 28, 91, 182};
  private static final int STRIKES_EACH_SIDE = 8;
  private static final double STRIKE_STEP = 0.025;
  private static final double MIN_VOLATILITY = 0.01;
  private static final double MAX_VOLATILITY = 5;
  private static final double MAX_MONEYNESS = 2.5;
  private static final double HALF_SPREAD_OF_PRICE = 0.01;
  private static final double HALF_SPREAD_OF_SPOT = 1e-4;
  private static final double DAYS_PER_YEAR = 365;

  private final SimulatorConfig config;
  private final double rate;
  private final CounterRandom random;

  ChainMaker(SimulatorConfig config, CounterRandom random) {
    this.config = config;
    this.rate = config.surroundings().riskFreeRate();
    this.random = random;
  }

  /** The chain at the close of bar {@code t}. */
  OptionChain chain(int t, Instant close, double spot, LatentPath latent) {
    CounterRandom draws = random.split(t);
    LocalDate today = close.atZone(ZoneOffset.UTC).toLocalDate();
    TreeSet<LocalDate> expiries = new TreeSet<>();
    for (int days : DAYS_TO_EXPIRY) {
      expiries.add(today.plusDays(days).with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY)));
    }
    double[] strikes = strikes(spot);
    List<OptionQuote> quotes = new ArrayList<>();
    for (LocalDate expiry : expiries) {
      double years = ChronoUnit.DAYS.between(today, expiry) / DAYS_PER_YEAR;
      double volatility = volatility(latent, years);
      for (double strike : strikes) {
        double x = moneyness(spot, strike, years, volatility);
        double smiling = volatility * (1 - 0.06 * x + 0.02 * x * x);
        for (OptionQuote.Type type : OptionQuote.Type.values()) {
          quotes.add(quote(draws, expiry, type, spot, strike, years, smiling));
        }
      }
    }
    return new OptionChain(config.symbol(), close, spot, quotes);
  }

  /** Annualised, to the expiry. */
  private double volatility(LatentPath latent, double years) {
    double barsPerYear = config.barsPerYear();
    double perBar = latent.forecastVolatility(Math.max(1, years * barsPerYear));
    double annual = perBar * Math.sqrt(barsPerYear);
    return Math.max(MIN_VOLATILITY, Math.min(MAX_VOLATILITY, annual));
  }

  private double moneyness(double spot, double strike, double years, double volatility) {
    double x = (FastMath.log(strike / spot) - rate * years) / (volatility * Math.sqrt(years));
    return Math.max(-MAX_MONEYNESS, Math.min(MAX_MONEYNESS, x));
  }

  private OptionQuote quote(
      CounterRandom draws,
      LocalDate expiry,
      OptionQuote.Type type,
      double spot,
      double strike,
      double years,
      double volatility) {
    double mid = BlackScholes.price(type, spot, strike, years, rate, volatility);
    double half = Math.min(mid, HALF_SPREAD_OF_PRICE * mid + HALF_SPREAD_OF_SPOT * spot);
    double distance = FastMath.log(strike / spot) / STRIKE_STEP;
    double interest = 2_000 * FastMath.exp(-0.05 * distance * distance);
    return new OptionQuote(
        config.symbol(),
        expiry,
        type,
        strike,
        mid - half,
        mid + half,
        volatility,
        (long) (0.2 * interest * draws.nextExponential()),
        (long) (interest * (1 + draws.nextExponential())));
  }

  /** Multiples of 1, 2 or 5 times a power of ten around the spot. */
  private static double[] strikes(double spot) {
    double wanted = STRIKE_STEP * spot;
    int power = (int) FastMath.floor(FastMath.log10(wanted));
    double unit = FastMath.pow(10, Math.abs(power));
    double leading = power < 0 ? wanted * unit : wanted / unit;
    int digit = leading < 1.5 ? 1 : leading < 3.5 ? 2 : 5;
    double middle = Math.rint(power < 0 ? spot * unit / digit : spot / (digit * unit));
    double[] strikes = new double[2 * STRIKES_EACH_SIDE + 1];
    for (int j = 0; j < strikes.length; j++) {
      double multiple = (middle + j - STRIKES_EACH_SIDE) * digit;
      strikes[j] = power < 0 ? multiple / unit : multiple * unit;
    }
    return strikes;
  }
}
