// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

/**
 * How returns with one calendar label differ from the others.
 *
 * @param key which calendar
 * @param level which label
 * @param count bars with the label
 * @param difference mean return with the label minus mean return without
 * @param tStatistic of the difference, with Newey-West standard error
 * @param pValue two-sided
 * @param qValue p-value adjusted for the false discovery rate over all labels tested
 * @param stable whether the difference has the same sign in both halves of the sample
 */
public record CalendarEffect(
    CalendarKey key,
    int level,
    int count,
    double difference,
    double tStatistic,
    double pValue,
    double qValue,
    boolean stable) {
  /** What the label is called. */
  public String label() {
    return key.label(level);
  }
}
