// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.chain;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.OptionChain;
import io.github.quantml.api.OptionQuote;
import io.github.quantml.math.Quantiles;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/**
 * Forward and discount factor that the quotes of one root and expiry imply.
 *
 * <p>Put-call parity C − P = D(F − K) is a line in K. It is fitted by weighted least squares over
 * the strikes quoted on both sides within 20 % of the money, weights 1/(half spreads)²; pairs more
 * than five median absolute residuals off are left out once. For American quotes parity is an
 * inequality and the result an approximation: de-Americanise first.
 *
 * @param root option root
 * @param expiry last trading date
 * @param years to settlement
 * @param forward F
 * @param discount D
 * @param pairs strikes used
 * @param error root mean square of the residuals, in price units
 */
public record ParityForward(
    String root,
    LocalDate expiry,
    double years,
    double forward,
    double discount,
    int pairs,
    double error) {
  private static final int FEWEST = 4;
  private static final double WIDTH = 0.2;
  private static final double OUTLIER = 5;

  /** The continuously compounded rate −ln D/T. */
  public double rate() {
    return -FastMath.log(discount) / years;
  }

  /** The forward of one root and expiry. */
  public static ParityForward of(OptionChain chain, String root, LocalDate expiry) {
    TreeMap<Double, OptionQuote[]> pairs = new TreeMap<>();
    for (OptionQuote q : chain.quotes()) {
      if (q.root().equals(root) && q.expiry().equals(expiry) && q.bid() > 0 && q.ask() > 0) {
        OptionQuote[] pair = pairs.computeIfAbsent(q.strike(), k -> new OptionQuote[2]);
        pair[q.type() == OptionQuote.Type.CALL ? 0 : 1] = q;
      }
    }
    double spot = chain.spot();
    List<double[]> rows = new ArrayList<>();
    for (OptionQuote[] p : pairs.values()) {
      if (p[0] != null && p[1] != null && Math.abs(p[0].strike() / spot - 1) < WIDTH) {
        double spread = p[0].ask() - p[0].bid() + p[1].ask() - p[1].bid();
        double gap = 0.5 * (p[0].bid() + p[0].ask() - p[1].bid() - p[1].ask());
        rows.add(new double[] {p[0].strike(), gap, 1 / FastMath.pow(spread + 1e-4 * spot, 2)});
      }
    }
    String what = root + " " + expiry + ": strikes quoted as call and put";
    if (rows.size() < FEWEST) {
      throw new InsufficientDataException(what, FEWEST, rows.size());
    }
    LeastSquaresFit fit = fit(rows, spot);
    double[] size = new double[rows.size()];
    for (int i = 0; i < size.length; i++) {
      size[i] = Math.abs(residual(fit, rows.get(i), spot));
    }
    double limit = OUTLIER * Quantiles.median(size) + 1e-9 * spot;
    List<double[]> kept = new ArrayList<>();
    for (int i = 0; i < size.length; i++) {
      if (size[i] <= limit) {
        kept.add(rows.get(i));
      }
    }
    if (kept.size() >= FEWEST && kept.size() < rows.size()) {
      rows = kept;
      fit = fit(rows, spot);
    }
    double sum = 0;
    for (double[] row : rows) {
      sum += residual(fit, row, spot) * residual(fit, row, spot);
    }
    double discount = -fit.coefficient(1);
    double forward = spot + fit.coefficient(0) / discount;
    if (!(discount > 0 && forward > 0)) {
      throw new InvalidDataException(
          root
              + " "
              + expiry
              + ": parity gives the discount factor "
              + discount
              + " and the forward "
              + forward);
    }
    double years = Settlement.ofRoot(root).years(chain.known(), expiry);
    return new ParityForward(
        root, expiry, years, forward, discount, rows.size(), Math.sqrt(sum / rows.size()));
  }

  private static LeastSquaresFit fit(List<double[]> rows, double spot) {
    int n = rows.size();
    double[] k = new double[n];
    double[] y = new double[n];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      k[i] = rows.get(i)[0] - spot;
      y[i] = rows.get(i)[1];
      w[i] = rows.get(i)[2];
    }
    return LeastSquares.fitWeightedWithIntercept(y, w, k);
  }

  private static double residual(LeastSquaresFit fit, double[] row, double spot) {
    return row[1] - fit.coefficient(0) - fit.coefficient(1) * (row[0] - spot);
  }

  /** Forwards of every root and expiry that has enough pairs, by expiry, then root. */
  public static List<ParityForward> all(OptionChain chain) {
    List<ParityForward> out = new ArrayList<>();
    chain.quotes().stream()
        .map(q -> q.expiry() + " " + q.root())
        .distinct()
        .sorted()
        .forEach(
            key -> {
              try {
                out.add(of(chain, key.substring(11), LocalDate.parse(key.substring(0, 10))));
              } catch (InsufficientDataException | InvalidDataException e) {
                // An expiry without a usable line has no forward; the list says so by its absence.
              }
            });
    return List.copyOf(out);
  }
}
