// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import java.time.Instant;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * Something that does not belong, as a detector saw it when it happened.
 *
 * @param time close of the bar or time of the trade
 * @param index of the bar or trade
 * @param kind what is odd
 * @param method which detector saw it
 * @param score larger is odder
 * @param threshold score above which it counts
 * @param pValue probability of at least that score for ordinary values; empty where the method
 *     learns its level and has none
 * @param text a plain sentence
 */
public record Anomaly(
    Instant time,
    int index,
    Kind kind,
    Method method,
    double score,
    double threshold,
    OptionalDouble pValue,
    String text) {
  static final Comparator<Anomaly> ORDER =
      Comparator.comparingInt(Anomaly::index).thenComparing(Anomaly::kind);

  /** What is odd. */
  public enum Kind {
    /** The return from close to close. */
    PRICE,
    /** The step from the close to the next open. */
    GAP,
    /** Unusually much volume. */
    VOLUME,
    /** Unusually wide high to low. */
    RANGE,
    /** Return, gap, volume and range together. */
    COMBINATION,
    /** The course of the last bars resembles none before. */
    SHAPE,
    /** The data themselves: stale, split-like, a move without volume. */
    DATA,
    /** The price of a trade. */
    TRADE_PRICE,
    /** The size of a trade. */
    TRADE_SIZE
  }

  /** Which detector saw it. */
  public enum Method {
    /** Robust z-score of volatility-standardised values: {@link RobustZ}. */
    ROBUST_Z,
    /** Robust Mahalanobis distance: {@link MinimumCovariance} and {@link PeaksOverThreshold}. */
    MAHALANOBIS,
    /** {@link IsolationForest} and {@link PeaksOverThreshold}. */
    ISOLATION_FOREST,
    /** Robust z-score of the distance to the most similar window before. */
    DISCORD,
    /** {@link PeaksOverThreshold} alone. */
    EXTREME_VALUE,
    /** {@link DataQuality}. */
    RULE
  }

  @Override
  public String toString() {
    return time + " " + kind + ": " + text;
  }
}
