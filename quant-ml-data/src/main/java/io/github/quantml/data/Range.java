// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

/** Checks of arguments against bounds; written so that NaN fails them. */
final class Range {
  private Range() {}

  static void require(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + ": must lie in [" + low + ", " + high + "], got " + value);
    }
  }

  static void requireAbove(String name, double value, double low, double high) {
    if (!(value > low && value <= high)) {
      throw new IllegalArgumentException(
          name + ": must lie in (" + low + ", " + high + "], got " + value);
    }
  }
}
