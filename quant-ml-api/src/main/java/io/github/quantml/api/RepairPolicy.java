// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/**
 * What a {@link BarSeriesBuilder} may mend by itself. The default mends nothing: a violation is an
 * {@link InvalidDataException}. Every mend is reported by {@link BarSeriesBuilder#repairs()}.
 */
public record RepairPolicy(Order order, Duplicates duplicates, BadBars badBars) {

  /** What to do when bars do not come in time order. */
  public enum Order {
    REJECT,
    /** Sort by close time, keeping the given order among equal times. */
    SORT
  }

  /** What to do when two bars have the same close time. */
  public enum Duplicates {
    REJECT,
    KEEP_FIRST,
    KEEP_LAST
  }

  /** What to do with a bar whose numbers break the rules. */
  public enum BadBars {
    REJECT,
    /** Leave out the whole bar. */
    DROP,
    /** Widen high and low to hold open and close; anything worse is still rejected. */
    WIDEN
  }

  /** Mends nothing. */
  public static RepairPolicy strict() {
    return new RepairPolicy(Order.REJECT, Duplicates.REJECT, BadBars.REJECT);
  }

  /** Sorts, keeps the last of duplicates and drops bad bars. */
  public static RepairPolicy lenient() {
    return new RepairPolicy(Order.SORT, Duplicates.KEEP_LAST, BadBars.DROP);
  }

  public RepairPolicy withOrder(Order value) {
    return new RepairPolicy(value, duplicates, badBars);
  }

  public RepairPolicy withDuplicates(Duplicates value) {
    return new RepairPolicy(order, value, badBars);
  }

  public RepairPolicy withBadBars(BadBars value) {
    return new RepairPolicy(order, duplicates, value);
  }
}
