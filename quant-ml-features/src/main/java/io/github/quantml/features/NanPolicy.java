// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

/** What a NaN among a feature's inputs does; NaN is never turned into a number. */
public enum NanPolicy {
  /** The value is NaN exactly while a NaN is within the lookback. */
  WINDOW,
  /** The value is NaN at that bar; recursions go on as if the bar were not there. */
  SKIP
}
