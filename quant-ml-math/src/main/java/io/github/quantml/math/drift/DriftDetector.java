// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.drift;

/**
 * Watches a stream and says when its mean has changed. Constant memory or logarithmic, no look into
 * the future: the answer depends on the values so far. Not thread-safe.
 */
public interface DriftDetector {
  /**
   * Takes the next value.
   *
   * @param x finite; detectors of error rates take values in [0, 1]
   * @return whether a change is seen now; the detector then starts afresh (or, for {@link Adwin},
   *     forgets the part before the change)
   */
  boolean update(double x);

  /** Forgets everything. */
  void reset();
}
