// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

/** Checks of configurations. */
final class Require {
  private Require() {}

  static void that(boolean holds, String name, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + rule + ", got " + value);
    }
  }
}
