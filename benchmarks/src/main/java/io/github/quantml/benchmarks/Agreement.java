// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

/**
 * How far two results differ.
 *
 * @param maxRelDiff the largest |ours − peer| where both are finite, over the root mean square of
 *     the peer; NaN if nothing can be compared
 * @param oneSided entries after our warm-up that are finite on one side only
 */
record Agreement(double maxRelDiff, int oneSided) {
  /**
   * Compares from the ends: the shorter result is taken to have left out its warm-up.
   *
   * <p>Our warm-up ends at our first finite value.
   */
  static Agreement of(double[] ours, double[] peer) {
    int length = Math.min(ours.length, peer.length);
    double largest = 0;
    double squares = 0;
    int both = 0;
    int oneSided = 0;
    boolean started = false;
    for (int i = 0; i < length; i++) {
      double a = ours[ours.length - length + i];
      double b = peer[peer.length - length + i];
      started |= Double.isFinite(a);
      if (Double.isFinite(a) && Double.isFinite(b)) {
        largest = Math.max(largest, Math.abs(a - b));
        squares += b * b;
        both++;
      } else if (started && Double.isFinite(a) != Double.isFinite(b)) {
        oneSided++;
      }
    }
    if (both == 0) {
      return new Agreement(Double.NaN, oneSided);
    }
    double relative = largest == 0 ? 0 : largest / Math.sqrt(squares / both);
    return new Agreement(relative, oneSided);
  }
}
