// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.trades;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.distribution.StandardNormal;
import java.util.Arrays;

/**
 * The volume-synchronised probability of informed trading: Σ|V_buy − V_sell|/(n·V) over the last n
 * buckets of equal volume V.
 *
 * <p>Bulk classification splits a bucket by Φ(Δp/σ), Δp its price change and σ the root mean square
 * change of the same n buckets, so no bucket's value owes anything to later ones.
 *
 * <p>Source: Easley, López de Prado, O'Hara (2012), Flow toxicity and liquidity in a high-frequency
 * world, Review of Financial Studies 25.
 *
 * @param endNanos when each bucket with a value was full
 * @param values of [0, 1], from the n-th bucket on
 */
public record Vpin(long[] endNanos, double[] values) {

  /** How a bucket is split into buying and selling. */
  public enum Classification {
    BULK,
    TICK_RULE
  }

  /**
   * The series over all full buckets; a trade may fill several.
   *
   * @param bucket volume V of a bucket, positive
   * @param buckets n, at least 2
   */
  public static Vpin of(Trades trades, double bucket, int buckets, Classification classification) {
    if (!(bucket > 0) || buckets < 2) {
      throw new IllegalArgumentException(
          "vpin: bucket must be > 0 and buckets >= 2, got " + bucket + " and " + buckets);
    }
    double total = 0;
    for (double size : trades.size()) {
      total += size;
    }
    if (!(total / bucket < 10_000_000)) {
      throw new IllegalArgumentException("vpin: bucket is too small, got " + bucket);
    }
    int most = (int) (total / bucket) + 1;
    long[] end = new long[most];
    double[] change = new double[most];
    double[] signed = new double[most];
    int full = 0;
    double left = bucket;
    double flow = 0;
    int[] side = trades.tickRule();
    double before = trades.count() == 0 ? 0 : trades.price()[0];
    for (int i = 0; i < trades.count(); i++) {
      double size = trades.size()[i];
      while (size > 0 && full < most) {
        double part = Math.min(size, left);
        flow += part * side[i];
        left -= part;
        size -= part;
        if (left <= 1e-12 * bucket) {
          end[full] = trades.timeNanos()[i];
          change[full] = trades.price()[i] - before;
          signed[full++] = flow / bucket;
          before = trades.price()[i];
          flow = 0;
          left = bucket;
        }
      }
    }
    if (full < buckets) {
      throw new InsufficientDataException("vpin: full buckets", buckets, full);
    }
    double[] values = new double[full - buckets + 1];
    for (int b = 0; b < values.length; b++) {
      double squares = 0;
      for (int k = b; k < b + buckets; k++) {
        squares += change[k] * change[k];
      }
      double scale = Math.sqrt(squares / buckets);
      double sum = 0;
      for (int k = b; k < b + buckets; k++) {
        sum +=
            classification == Classification.TICK_RULE
                ? Math.abs(signed[k])
                : scale > 0 ? Math.abs(2 * StandardNormal.cdf(change[k] / scale) - 1) : 0;
      }
      values[b] = sum / buckets;
    }
    return new Vpin(Arrays.copyOfRange(end, buckets - 1, full), values);
  }
}
