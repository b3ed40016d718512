// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

/** How far two clusters are apart. */
public enum Linkage {
  /** The nearest pair. */
  SINGLE,
  /** The farthest pair. */
  COMPLETE,
  /** The mean over pairs. */
  AVERAGE,
  /** Growth of the sum of squares, of distances that are Euclidean (Ward 1963). */
  WARD
}
