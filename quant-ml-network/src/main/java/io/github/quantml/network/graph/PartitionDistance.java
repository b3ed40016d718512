// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.graph;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * How far two partitions of the same nodes are apart.
 *
 * <p>Sources: Meilă (2007), Comparing clusterings, for the variation of information; Hubert and
 * Arabie (1985) for the adjusted Rand index. Immutable and thread-safe.
 */
public final class PartitionDistance {
  private final double variationOfInformation;
  private final double normalizedMutualInformation;
  private final double adjustedRandIndex;

  private PartitionDistance(double vi, double nmi, double ari) {
    this.variationOfInformation = vi;
    this.normalizedMutualInformation = nmi;
    this.adjustedRandIndex = ari;
  }

  /**
   * Compares.
   *
   * @throws IllegalArgumentException if the partitions are of different numbers of nodes, or of
   *     none
   */
  public static PartitionDistance between(Partition a, Partition b) {
    int n = a.nodeCount();
    if (n != b.nodeCount() || n == 0) {
      throw new IllegalArgumentException(
          "partitions: must be of the same nodes, got " + n + " and " + b.nodeCount());
    }
    long[] pairs = new long[n];
    for (int v = 0; v < n; v++) {
      pairs[v] = ((long) a.community(v) << 32) | b.community(v);
    }
    Arrays.sort(pairs);
    double joint = 0;
    double both = 0;
    int from = 0;
    for (int v = 1; v <= n; v++) {
      if (v == n || pairs[v] != pairs[from]) {
        joint += term(v - from, n);
        both += pairs(v - from);
        from = v;
      }
    }
    double ha = -entropyTerm(a.sizes(), n);
    double hb = -entropyTerm(b.sizes(), n);
    double mutual = Math.max(0, ha + hb + joint);
    double vi = Math.max(0, ha + hb - 2 * mutual);
    double nmi = ha + hb > 0 ? Math.min(1, 2 * mutual / (ha + hb)) : 1;
    double pa = Arrays.stream(a.sizes()).mapToDouble(PartitionDistance::pairs).sum();
    double pb = Arrays.stream(b.sizes()).mapToDouble(PartitionDistance::pairs).sum();
    double all = pairs(n);
    double expected = all > 0 ? pa * pb / all : 0;
    double most = (pa + pb) / 2;
    double ari = most == expected ? 1 : (both - expected) / (most - expected);
    return new PartitionDistance(vi, nmi, ari);
  }

  private static double entropyTerm(int[] sizes, int n) {
    double sum = 0;
    for (int size : sizes) {
      sum += term(size, n);
    }
    return sum;
  }

  private static double term(int count, int n) {
    double p = count / (double) n;
    return p * FastMath.log(p);
  }

  private static double pairs(int n) {
    return 0.5 * n * (n - 1.0);
  }

  /** H(a|b) + H(b|a) in nats, 0 for equal partitions, at most ln n. */
  public double variationOfInformation() {
    return variationOfInformation;
  }

  /** 2 I(a; b)/(H(a) + H(b)), in [0, 1]; 1 for equal partitions. */
  public double normalizedMutualInformation() {
    return normalizedMutualInformation;
  }

  /** The share of pairs on which both agree, corrected for chance: 1 for equal, 0 on average. */
  public double adjustedRandIndex() {
    return adjustedRandIndex;
  }
}
