// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

/** What every pluggable implementation can say about itself. */
public interface Provider {
  /** Short lower-case name by which a host or a setting chooses it. */
  String name();

  /** Whether it can work here; never throws. */
  default boolean isAvailable() {
    return true;
  }
}
