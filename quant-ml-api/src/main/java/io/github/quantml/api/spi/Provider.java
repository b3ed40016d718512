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

  /**
   * Which of several available providers of one kind and name is taken: the one of the highest
   * rank. Two of the highest are an error.
   */
  default int rank() {
    return 0;
  }
}
