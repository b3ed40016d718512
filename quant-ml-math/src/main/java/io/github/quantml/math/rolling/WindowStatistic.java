// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/**
 * What can be computed of the values of one window x₀ … xₙ₋₁, oldest first.
 *
 * <p>ddof is that of {@link Rolling} or {@link Expanding}, 1 unless set.
 */
public enum WindowStatistic {
  /** Σ x. */
  SUM,
  /** Σ x / n. */
  MEAN,
  /** Σ (x − mean)² / (n − ddof); 0 exactly when all values are equal. */
  VARIANCE,
  /** √ of {@link #VARIANCE}. */
  STD,
  /**
   * The adjusted Fisher-Pearson skewness √(n(n − 1))/(n − 2) · m₃/m₂^1.5; needs 3 values, NaN if
   * all are equal.
   */
  SKEWNESS,
  /**
   * The sample excess kurtosis (n − 1)/((n − 2)(n − 3)) · ((n + 1) m₄/m₂² − 3(n − 1)); needs 4
   * values, NaN if all are equal.
   */
  KURTOSIS,
  /** The smallest value. */
  MIN,
  /** The largest value. */
  MAX,
  /** The middle value, or the mean of the two middle values. */
  MEDIAN,
  /** The rank of the newest value among the window, 1 the smallest; equal values share a rank. */
  RANK,
  /** (newest − mean) / std; NaN if all values are equal. */
  Z_SCORE,
  /** The least-squares slope per bar on the bar index. */
  SLOPE,
  /** The value of the least-squares line at the oldest bar. */
  INTERCEPT,
  /** The value of the least-squares line at the newest bar. */
  TREND_END,
  /** The newest value less {@link #TREND_END}. */
  RESIDUAL,
  /** R² of the least-squares line; NaN if all values are equal. */
  R_SQUARED,
  /** √(Σ residual² / (n − 2)) of the least-squares line; needs 3 values. */
  RESIDUAL_STD;

  /** Whether the statistic depends on where in the window a value stands. */
  boolean isTrend() {
    return switch (this) {
      case SLOPE, INTERCEPT, TREND_END, RESIDUAL, R_SQUARED, RESIDUAL_STD -> true;
      default -> false;
    };
  }

  boolean isOrder() {
    return this == MEDIAN || this == RANK;
  }

  /** The fewest values that define it. */
  int minimum(int ddof) {
    return switch (this) {
      case VARIANCE, STD, Z_SCORE -> ddof + 1;
      case SKEWNESS, RESIDUAL_STD -> 3;
      case KURTOSIS -> 4;
      case SLOPE, INTERCEPT, TREND_END, RESIDUAL, R_SQUARED -> 2;
      default -> 1;
    };
  }

  /** A fresh summary that carries what the statistic needs. */
  Aggregate aggregate() {
    return switch (this) {
      case SUM, MEAN -> new SumAggregate();
      case VARIANCE, STD, Z_SCORE -> new MomentAggregate();
      case SKEWNESS, KURTOSIS -> new HigherMomentAggregate();
      case MIN -> new ExtremeAggregate(false);
      case MAX -> new ExtremeAggregate(true);
      case SLOPE, INTERCEPT, TREND_END, RESIDUAL -> new TrendAggregate();
      case R_SQUARED, RESIDUAL_STD -> new TrendFitAggregate();
      case MEDIAN, RANK -> throw new IllegalStateException(this + " has no mergeable summary");
    };
  }
}
