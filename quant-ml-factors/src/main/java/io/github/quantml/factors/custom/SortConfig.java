// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

import java.util.function.BiPredicate;

/**
 * How stocks are sorted into portfolios.
 *
 * @param firstBreakpoints probabilities of the first sort's breakpoints: {0.5} makes two groups, {}
 *     one
 * @param secondBreakpoints probabilities of the second sort's breakpoints
 * @param weighting of stocks within a portfolio
 * @param calendar when portfolios are formed
 * @param reference whether a stock, by index, counts for the breakpoints in a view: the stocks of
 *     the New York exchange for Fama and French
 * @param delisting returns of stocks that leave while held
 */
public record SortConfig(
    double[] firstBreakpoints,
    double[] secondBreakpoints,
    Weighting weighting,
    RebalanceCalendar calendar,
    BiPredicate<StockPanel, Integer> reference,
    DelistingReturns delisting) {

  /** How much of a portfolio a stock is. */
  public enum Weighting {
    /** In proportion to market value at the end of the period before. */
    VALUE,
    /** Equal shares, restored every period. */
    EQUAL
  }

  public SortConfig {
    firstBreakpoints = checked("firstBreakpoints", firstBreakpoints);
    secondBreakpoints = checked("secondBreakpoints", secondBreakpoints);
  }

  private static double[] checked(String name, double[] p) {
    for (int i = 0; i < p.length; i++) {
      if (!(p[i] > (i == 0 ? 0 : p[i - 1]) && p[i] < 1)) {
        throw new IllegalArgumentException(
            name + "[" + i + "]: must rise within (0, 1), got " + p[i]);
      }
    }
    return p.clone();
  }

  private static SortConfig of(double[] first, double[] second) {
    return new SortConfig(
        first,
        second,
        Weighting.VALUE,
        RebalanceCalendar.everyPeriod(),
        (panel, stock) -> true,
        DelistingReturns.NONE);
  }

  /** Median by the first, 30th and 70th percentile by the second characteristic. */
  public static SortConfig twoByThree() {
    return of(new double[] {0.5}, new double[] {0.3, 0.7});
  }

  /** Quintiles by both. */
  public static SortConfig fiveByFive() {
    return of(new double[] {0.2, 0.4, 0.6, 0.8}, new double[] {0.2, 0.4, 0.6, 0.8});
  }

  /** Groups of equal probability by the second characteristic alone. */
  public static SortConfig single(int groups) {
    double[] p = new double[groups - 1];
    for (int i = 0; i < p.length; i++) {
      p[i] = (i + 1.0) / groups;
    }
    return of(new double[0], p);
  }

  /** The same with other weights. */
  public SortConfig withWeighting(Weighting value) {
    return new SortConfig(
        firstBreakpoints, secondBreakpoints, value, calendar, reference, delisting);
  }

  /** The same, formed at other times. */
  public SortConfig withCalendar(RebalanceCalendar value) {
    return new SortConfig(
        firstBreakpoints, secondBreakpoints, weighting, value, reference, delisting);
  }

  /** The same with breakpoints from part of the stocks. */
  public SortConfig withReference(BiPredicate<StockPanel, Integer> value) {
    return new SortConfig(
        firstBreakpoints, secondBreakpoints, weighting, calendar, value, delisting);
  }

  /** The same with returns of stocks that leave. */
  public SortConfig withDelisting(DelistingReturns value) {
    return new SortConfig(
        firstBreakpoints, secondBreakpoints, weighting, calendar, reference, value);
  }

  @Override
  public double[] firstBreakpoints() {
    return firstBreakpoints.clone();
  }

  @Override
  public double[] secondBreakpoints() {
    return secondBreakpoints.clone();
  }
}
