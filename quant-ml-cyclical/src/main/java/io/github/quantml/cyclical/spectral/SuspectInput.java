// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

/** What to do with input whose "cycles" would be made by its preparation. */
public enum SuspectInput {
  /**
   * Price levels are refused with an error; in a series that looks filtered no cycle is called
   * significant.
   */
  REFUSE,
  /** Everything is analysed; the report carries a warning. */
  WARN
}
