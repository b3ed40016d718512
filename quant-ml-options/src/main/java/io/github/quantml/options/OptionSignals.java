// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

import io.github.quantml.api.OptionChain;
import io.github.quantml.api.OptionQuote;
import io.github.quantml.options.chain.Settlement;
import io.github.quantml.options.exposure.DealerSign;
import io.github.quantml.options.exposure.GammaExposure;
import io.github.quantml.options.exposure.GammaUnit;
import io.github.quantml.options.exposure.OpenPositions;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * What one chain says.
 *
 * <p>At-the-money volatilities are means over calls and puts of the strike nearest the spot, linear
 * in total variance between expiries.
 *
 * @param near at-the-money volatility at 30 days, annualised
 * @param far at-the-money volatility at 90 days, annualised
 * @param skew volatility of the put 5 % below the spot minus that of the call 5 % above, at the
 *     expiry nearest 30 days
 * @param gamma net gamma exposure over the sum of both sides, of [−1, 1], calls long and puts short
 */
record OptionSignals(double near, double far, double skew, double gamma) {
  private static final double MONTH = 30 / 365.0;
  private static final double WING = 0.05;
  private static final double SHORTEST = 2 / 365.0;

  /** The signals, empty for a chain without usable volatilities. */
  static Optional<OptionSignals> of(OptionChain chain) {
    TreeMap<Double, Double> atm = new TreeMap<>();
    TreeMap<Double, Double> skews = new TreeMap<>();
    chain.quotes().stream()
        .map(q -> Settlement.ofRoot(q.root()).years(chain.known(), q.expiry()))
        .filter(t -> t > SHORTEST)
        .distinct()
        .sorted()
        .forEach(
            t -> {
              double middle = at(chain, t, chain.spot(), null);
              double put = at(chain, t, (1 - WING) * chain.spot(), OptionQuote.Type.PUT);
              double call = at(chain, t, (1 + WING) * chain.spot(), OptionQuote.Type.CALL);
              if (middle > 0) {
                atm.put(t, middle * middle * t);
                skews.put(t, put > 0 && call > 0 ? put - call : 0);
              }
            });
    if (atm.isEmpty()) {
      return Optional.empty();
    }
    double nearest = atm.firstKey();
    for (double t : atm.keySet()) {
      nearest = Math.abs(t - MONTH) < Math.abs(nearest - MONTH) ? t : nearest;
    }
    OpenPositions open = OpenPositions.of(chain, 0, 0, 100);
    GammaExposure e =
        GammaExposure.of(open, DealerSign.CALLS_LONG_PUTS_SHORT, GammaUnit.SHARES_PER_POINT);
    double calls = e.total(true).gamma();
    double puts = e.total(false).gamma();
    double size = Math.abs(calls) + Math.abs(puts);
    return Optional.of(
        new OptionSignals(
            volatility(atm, MONTH),
            volatility(atm, 3 * MONTH),
            skews.getOrDefault(nearest, 0.0),
            size > 0 ? (calls + puts) / size : 0));
  }

  /** Mean quoted volatility at the strike nearest the level; 0 if none is quoted there. */
  private static double at(
      OptionChain chain, double t, double level, OptionQuote.@Nullable Type type) {
    double best = Double.POSITIVE_INFINITY;
    double sum = 0;
    int count = 0;
    for (OptionQuote q : chain.quotes()) {
      Double v = q.impliedVolatility();
      if (v == null
          || (type != null && q.type() != type)
          || Settlement.ofRoot(q.root()).years(chain.known(), q.expiry()) != t) {
        continue;
      }
      double gap = Math.abs(FastMath.log(q.strike() / level));
      if (gap < best) {
        best = gap;
        sum = 0;
        count = 0;
      }
      if (gap == best) {
        sum += v;
        count++;
      }
    }
    return best < WING && count > 0 ? sum / count : 0;
  }

  private static double volatility(TreeMap<Double, Double> w, double t) {
    var below = w.floorEntry(t);
    var above = w.ceilingEntry(t);
    if (below == null) {
      below = above;
    }
    if (above == null) {
      above = below;
    }
    if (below == null || above == null) {
      return 0;
    }
    double gap = above.getKey() - below.getKey();
    double variance =
        gap == 0
            ? below.getValue() * t / below.getKey()
            : below.getValue() + (above.getValue() - below.getValue()) * (t - below.getKey()) / gap;
    return Math.sqrt(variance / t);
  }
}
