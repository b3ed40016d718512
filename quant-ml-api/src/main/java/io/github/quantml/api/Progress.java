// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/** Hears how far a long task has come. Called from whichever thread works; must be thread-safe. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (stage, done, total) -> {};

  /**
   * Hears one step.
   *
   * @param stage what is being done, in a trader's words
   * @param done units finished, 0 ≤ done ≤ total
   * @param total units in all, at least 1
   */
  void update(String stage, long done, long total);
}
