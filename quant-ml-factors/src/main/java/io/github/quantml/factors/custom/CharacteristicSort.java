// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

import io.github.quantml.math.Quantiles;
import io.github.quantml.math.Ranks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Portfolios of stocks sorted independently by two characteristics, and the factors they make.
 *
 * <p>At the end of a formation period every stock with both characteristics, known with their
 * reporting lags, and a market value goes into the portfolio its values fall into; breakpoints are
 * quantiles (linear interpolation) over the reference stocks, a value at a breakpoint belongs below
 * it. Portfolios are held from the next period until the next formation. Source: Fama and French
 * (1993), Common risk factors in the returns on stocks and bonds, Journal of Financial Economics
 * 33.
 */
public final class CharacteristicSort {
  private final Characteristic first;
  private final Characteristic second;
  private final SortConfig config;

  private CharacteristicSort(Characteristic first, Characteristic second, SortConfig config) {
    this.first = first;
    this.second = second;
    this.config = config;
  }

  /** A double sort. */
  public static CharacteristicSort of(
      Characteristic first, Characteristic second, SortConfig config) {
    return new CharacteristicSort(first, second, config);
  }

  /** The 2×3 sort by size and a characteristic. */
  public static CharacteristicSort bySizeAnd(Characteristic characteristic) {
    return of(Characteristic.size(), characteristic, SortConfig.twoByThree());
  }

  /** The same with other settings. */
  public CharacteristicSort with(SortConfig value) {
    return new CharacteristicSort(first, second, value);
  }

  /** Forms and holds the portfolios over a panel. */
  public SortedPortfolios build(StockPanel panel) {
    int rows = config.firstBreakpoints().length + 1;
    int columns = config.secondBreakpoints().length + 1;
    double[][] returns = new double[rows * columns][panel.size()];
    int[][] counts = new int[rows * columns][panel.size()];
    List<String> warnings = new ArrayList<>();
    int[] holding = new int[panel.stocks().size()];
    Arrays.fill(holding, -1);
    boolean formed = false;
    for (int t = 0; t < panel.size(); t++) {
      hold(panel, t, holding, returns, counts, warnings);
      if (formed) {
        warnEmpty(panel, t, columns, counts, warnings);
      }
      if (config.calendar().forms(panel.date(t))) {
        formed |= form(panel.until(t + 1), holding, columns, warnings);
      }
    }
    return new SortedPortfolios(
        first.name(), second.name(), rows, columns, panel, returns, counts, warnings);
  }

  private static void warnEmpty(
      StockPanel panel, int t, int columns, int[][] counts, List<String> warnings) {
    for (int b = 0; b < counts.length; b++) {
      if (counts[b][t] == 0) {
        warnings.add(
            panel.date(t)
                + ": sort bucket ("
                + (b / columns + 1)
                + ", "
                + (b % columns + 1)
                + ") is empty, it has no return");
      }
    }
  }

  private void hold(
      StockPanel panel,
      int t,
      int[] holding,
      double[][] returns,
      int[][] counts,
      List<String> warnings) {
    double[] weights = new double[returns.length];
    for (int i = 0; i < holding.length; i++) {
      if (holding[i] < 0) {
        continue;
      }
      double r = panel.simpleReturn(i, t);
      boolean left = Double.isNaN(r);
      if (left) {
        OptionalDouble last = config.delisting().of(panel.stocks().get(i), panel.date(t));
        r = last.orElse(Double.NaN);
        if (last.isEmpty()) {
          warnings.add(
              panel.stocks().get(i)
                  + ", "
                  + panel.date(t)
                  + ": held without a return and without a delisting return, left out");
        }
      }
      double weight =
          config.weighting() == SortConfig.Weighting.EQUAL ? 1 : panel.marketValue(i, t - 1);
      int b = holding[i];
      if (!Double.isNaN(r) && weight > 0) {
        returns[b][t] += weight * r;
        weights[b] += weight;
        counts[b][t]++;
      }
      if (left) {
        holding[i] = -1;
      }
    }
    for (int b = 0; b < returns.length; b++) {
      returns[b][t] = weights[b] > 0 ? returns[b][t] / weights[b] : Double.NaN;
    }
  }

  /** Fills in the portfolio of each stock; false if there are no reference stocks to sort by. */
  private boolean form(StockPanel known, int[] holding, int columns, List<String> warnings) {
    int n = holding.length;
    double[] a = values(known, first);
    double[] b = values(known, second);
    boolean[] usable = new boolean[n];
    boolean[] reference = new boolean[n];
    int references = 0;
    for (int i = 0; i < n; i++) {
      usable[i] =
          !Double.isNaN(a[i])
              && !Double.isNaN(b[i])
              && known.marketValue(i, known.size() - 1) > 0
              && !Double.isNaN(known.simpleReturn(i, known.size() - 1));
      reference[i] = usable[i] && config.reference().test(known, i);
      references += reference[i] ? 1 : 0;
    }
    Arrays.fill(holding, -1);
    if (references == 0) {
      warnings.add(
          known.date(known.size() - 1)
              + ": no reference stock has both characteristics, none held");
      return false;
    }
    double[] cutsA = breakpoints(a, reference, references, config.firstBreakpoints());
    double[] cutsB = breakpoints(b, reference, references, config.secondBreakpoints());
    for (int i = 0; i < n; i++) {
      if (usable[i]) {
        holding[i] = group(a[i], cutsA) * columns + group(b[i], cutsB);
      }
    }
    return true;
  }

  private static double[] values(StockPanel known, Characteristic characteristic) {
    double[] out = new double[known.stocks().size()];
    int size = known.size() - characteristic.lag();
    if (size < 1) {
      Arrays.fill(out, Double.NaN);
      return out;
    }
    StockPanel published = known.until(size);
    for (int i = 0; i < out.length; i++) {
      out[i] = characteristic.value(published, i);
    }
    return out;
  }

  private static double[] breakpoints(
      double[] x, boolean[] reference, int count, double[] probabilities) {
    double[] values = new double[count];
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      if (reference[i]) {
        values[n++] = x[i];
      }
    }
    double[] sorted = Ranks.sorted(values);
    double[] out = new double[probabilities.length];
    for (int p = 0; p < out.length; p++) {
      out[p] = Quantiles.ofSorted(sorted, count, probabilities[p]);
    }
    return out;
  }

  private static int group(double x, double[] cuts) {
    int g = 0;
    while (g < cuts.length && x > cuts[g]) {
      g++;
    }
    return g;
  }
}
