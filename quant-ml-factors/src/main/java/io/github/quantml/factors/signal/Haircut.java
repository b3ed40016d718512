// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.signal;

import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.stats.MultipleTesting;

/**
 * What is left of t statistics, and so of Sharpe ratios, after all the signals that were tried.
 *
 * <p>Each two-sided p-value is adjusted for the number of tries and turned back into a t statistic;
 * the haircut is the share of t that is lost. Sources: Harvey and Liu (2015), Backtesting, Journal
 * of Portfolio Management 42; Harvey, Liu and Zhu (2016), … and the cross-section of expected
 * returns, Review of Financial Studies 29, who ask for |t| above 3 of a new factor.
 *
 * @param method of the adjustment
 * @param adjustedP one per signal, at most 1
 * @param adjustedT |t| with that p-value
 * @param haircuts 1 − adjusted over plain |t|, of [0, 1]
 */
public record Haircut(Method method, double[] adjustedP, double[] adjustedT, double[] haircuts) {
  /** The hurdle of Harvey, Liu and Zhu for a new factor. */
  public static final double HURDLE = 3;

  /** How p-values are adjusted. */
  public enum Method {
    /** p·m. */
    BONFERRONI,
    /** Step-down; bounds the probability of any false discovery. */
    HOLM,
    /** Benjamini-Hochberg-Yekutieli: bounds the share of false discoveries under any dependence. */
    BHY
  }

  public Haircut {
    adjustedP = adjustedP.clone();
    adjustedT = adjustedT.clone();
    haircuts = haircuts.clone();
  }

  /**
   * Adjusts all t statistics of a search.
   *
   * @param tStatistics of every signal that was tried, the dropped ones too
   */
  public static Haircut of(double[] tStatistics, Method method) {
    int m = tStatistics.length;
    double[] p = new double[m];
    for (int i = 0; i < m; i++) {
      if (!Double.isFinite(tStatistics[i])) {
        throw new IllegalArgumentException(
            "tStatistics[" + i + "]: must be finite, got " + tStatistics[i]);
      }
      p[i] = 2 * StandardNormal.survival(Math.abs(tStatistics[i]));
    }
    double[] adjusted =
        switch (method) {
          case BONFERRONI -> bonferroni(p);
          case HOLM -> MultipleTesting.holm(p);
          case BHY -> MultipleTesting.benjaminiYekutieli(p);
        };
    double[] t = new double[m];
    double[] cuts = new double[m];
    for (int i = 0; i < m; i++) {
      t[i] = adjusted[i] < 1 ? StandardNormal.survivalQuantile(0.5 * adjusted[i]) : 0;
      double plain = Math.abs(tStatistics[i]);
      cuts[i] = plain > 0 ? Math.max(0, 1 - t[i] / plain) : 0;
    }
    return new Haircut(method, adjusted, t, cuts);
  }

  private static double[] bonferroni(double[] p) {
    double[] out = p.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.min(1, out[i] * p.length);
    }
    return out;
  }

  @Override
  public double[] adjustedP() {
    return adjustedP.clone();
  }

  @Override
  public double[] adjustedT() {
    return adjustedT.clone();
  }

  @Override
  public double[] haircuts() {
    return haircuts.clone();
  }
}
