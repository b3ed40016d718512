// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import io.github.quantml.api.OptionChain;
import io.github.quantml.api.OptionQuote;
import io.github.quantml.options.chain.ParityForward;
import io.github.quantml.options.implied.ImpliedVolatility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * The smile that one root and expiry of a chain quotes: Black volatilities of the mid prices out of
 * the money, at the forward and discount factor that put-call parity implies.
 *
 * <p>Taken are options with a bid, an ask above it, and a strike within three standard deviations;
 * each is weighted by 1/(half spread in volatility + 0.001)². American quotes are inverted as
 * European ones: out of the money the premium is small, but it is there.
 *
 * @param forward of the expiry
 * @param quotes volatilities over ln(K/F), by strike
 * @param halfSpread half of ask volatility − bid volatility, per quote
 */
public record QuotedSmile(ParityForward forward, SmileQuotes quotes, double[] halfSpread) {
  private static final double WIDEST = 3;
  private static final double FLOOR = 1e-3;
  private static final int FEWEST = 5;

  public QuotedSmile {
    if (halfSpread.length != quotes.k().length) {
      throw new IllegalArgumentException(
          "halfSpread: must have " + quotes.k().length + " entries, got " + halfSpread.length);
    }
  }

  /**
   * The smiles of a chain by time to settlement, one per time; expiries with fewer than five usable
   * quotes or without a forward are left out.
   *
   * @param shortest years to settlement below which an expiry is left out
   */
  public static List<QuotedSmile> of(OptionChain chain, double shortest) {
    List<QuotedSmile> out = new ArrayList<>();
    double last = 0;
    for (ParityForward f : ParityForward.all(chain)) {
      if (f.years() < shortest || f.years() <= last) {
        continue;
      }
      List<double[]> rows = rows(chain, f);
      if (rows.size() >= FEWEST) {
        out.add(smile(f, rows));
        last = f.years();
      }
    }
    return List.copyOf(out);
  }

  private static List<double[]> rows(OptionChain chain, ParityForward f) {
    List<double[]> rows = new ArrayList<>();
    for (OptionQuote q : chain.quotes()) {
      boolean call = q.type() == OptionQuote.Type.CALL;
      if (!(q.bid() > 0 && q.ask() >= q.bid())
          || !q.root().equals(f.root())
          || !q.expiry().equals(f.expiry())
          || (q.strike() > f.forward()) != call) {
        continue;
      }
      double mid = volatility(q, f, 0.5 * (q.bid() + q.ask()));
      double k = FastMath.log(q.strike() / f.forward());
      if (mid > 0 && Math.abs(k) < WIDEST * mid * Math.sqrt(f.years())) {
        double low = volatility(q, f, q.bid());
        double high = volatility(q, f, q.ask());
        rows.add(new double[] {k, mid, high > low ? 0.5 * (high - low) : 0});
      }
    }
    rows.sort(Comparator.comparingDouble(r -> r[0]));
    return rows;
  }

  private static double volatility(OptionQuote q, ParityForward f, double price) {
    return ImpliedVolatility.black(
            q.type() == OptionQuote.Type.CALL,
            price,
            f.forward(),
            q.strike(),
            f.years(),
            f.discount())
        .volatility();
  }

  private static QuotedSmile smile(ParityForward f, List<double[]> rows) {
    int n = rows.size();
    double[] k = new double[n];
    double[] v = new double[n];
    double[] half = new double[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      k[i] = rows.get(i)[0];
      v[i] = rows.get(i)[1];
      half[i] = rows.get(i)[2];
      weight[i] = 1 / ((half[i] + FLOOR) * (half[i] + FLOOR));
    }
    return new QuotedSmile(f, new SmileQuotes(f.years(), k, v, weight), half);
  }

  /** Root mean square of a slice's volatility errors, unweighted. */
  public double error(Slice slice) {
    double sum = 0;
    for (int i = 0; i < halfSpread.length; i++) {
      double e = gap(slice, i);
      sum += e * e;
    }
    return Math.sqrt(sum / halfSpread.length);
  }

  /** Root mean square of the half spreads, what {@link #error} is to be judged by. */
  public double spread() {
    double sum = 0;
    for (double h : halfSpread) {
      sum += h * h;
    }
    return Math.sqrt(sum / halfSpread.length);
  }

  /** Share of the quotes whose volatility a slice meets within the half spread. */
  public double within(Slice slice) {
    int count = 0;
    for (int i = 0; i < halfSpread.length; i++) {
      count += Math.abs(gap(slice, i)) <= halfSpread[i] ? 1 : 0;
    }
    return (double) count / halfSpread.length;
  }

  private double gap(Slice slice, int i) {
    double w = Math.max(slice.totalVariance(quotes.k()[i]), 0);
    return Math.sqrt(w / quotes.years()) - quotes.volatility()[i];
  }
}
