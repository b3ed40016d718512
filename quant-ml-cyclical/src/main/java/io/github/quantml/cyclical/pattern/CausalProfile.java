// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * Distance of every window to the most similar one before it.
 *
 * <p>Uses nothing later than the window itself: dropping the end of the series leaves the rest bit
 * by bit as it was. Immutable, thread-safe.
 */
public final class CausalProfile {
  private final double[] distances;
  private final int[] indices;

  CausalProfile(double[] distances, int[] indices) {
    this.distances = distances;
    this.indices = indices;
  }

  /** Number of windows. */
  public int windows() {
    return distances.length;
  }

  /** Distance of window {@code i} to its nearest predecessor; infinite if it has none. */
  public double distance(int i) {
    return distances[i];
  }

  /** Start of that predecessor; −1 if there is none. */
  public int index(int i) {
    return indices[i];
  }

  /** All distances. */
  public double[] toDistances() {
    return distances.clone();
  }

  /** All indices. */
  public int[] toIndices() {
    return indices.clone();
  }
}
