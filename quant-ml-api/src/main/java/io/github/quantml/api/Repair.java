// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/**
 * One mend that a {@link BarSeriesBuilder} made.
 *
 * @param where the row, as the source names it
 * @param action what was done, for example {@code "dropped: high 9.0 is below low 10.0"}
 */
public record Repair(String where, String action) {
  @Override
  public String toString() {
    return where + ": " + action;
  }
}
