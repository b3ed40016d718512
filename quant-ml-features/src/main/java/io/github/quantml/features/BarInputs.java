// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import java.util.List;

/** The input columns that bars have by themselves. */
final class BarInputs {
  static final List<String> NAMES = List.of("open", "high", "low", "close", "volume", "time");

  private BarInputs() {}

  static boolean isKnown(String name) {
    return NAMES.contains(name);
  }

  /** Seconds since 1970 as a double, exact to a microsecond. */
  static double seconds(long nanos) {
    return Math.floorDiv(nanos, 1_000_000_000L) + Math.floorMod(nanos, 1_000_000_000L) * 1e-9;
  }
}
