// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

/**
 * How columns of data are compared.
 *
 * @param falseDiscovery share of false findings among the findings that is accepted, in (0, 0.5];
 *     when nothing drifts it is the probability of any finding
 * @param bins classes of the stability index, of equal frequency in the reference, 2 to 100
 * @param draws permutations behind a p-value; 0 for the p-values of independent values
 * @param block values that are moved together; 0 for a length from the autocorrelation of the
 *     column's reference
 * @param seed of the permutations
 */
public record DriftConfig(double falseDiscovery, int bins, int draws, int block, long seed) {
  public DriftConfig {
    if (!(falseDiscovery > 0 && falseDiscovery <= 0.5)) {
      throw new IllegalArgumentException(
          "falseDiscovery: must lie in (0, 0.5], got " + falseDiscovery);
    }
    if (bins < 2 || bins > 100) {
      throw new IllegalArgumentException("bins: must lie in [2, 100], got " + bins);
    }
    if (draws < 0 || block < 0) {
      throw new IllegalArgumentException(
          "draws and block: must be at least 0, got " + draws + " and " + block);
    }
  }

  /** 5 %, ten bins, 999 permutations of blocks of automatic length. */
  public static DriftConfig defaults() {
    return new DriftConfig(0.05, 10, 999, 0, 1);
  }

  /** The same with the Kolmogorov-Smirnov p-values, which hold for independent values only. */
  public DriftConfig assumingIndependence() {
    return new DriftConfig(falseDiscovery, bins, 0, block, seed);
  }

  public DriftConfig withFalseDiscovery(double value) {
    return new DriftConfig(value, bins, draws, block, seed);
  }

  public DriftConfig withDraws(int value) {
    return new DriftConfig(falseDiscovery, bins, value, block, seed);
  }

  public DriftConfig withSeed(long value) {
    return new DriftConfig(falseDiscovery, bins, draws, block, value);
  }
}
