// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.util.List;
import java.util.Locale;

/**
 * What a column of a bar table holds. Unless told otherwise, a column is recognised by its name;
 * upper and lower case, spaces and punctuation do not matter.
 */
public enum BarField {
  /**
   * {@code datetime}, {@code timestamp}, {@code date}, {@code time}, {@code unix}, or the first
   * column when it has no name.
   */
  TIME("datetime", "timestamp", "date", "time", "unix"),
  /** Time of day beside a date: {@code time}, in a table that has {@code date} as well. */
  TIME_OF_DAY("time"),
  OPEN("open"),
  HIGH("high"),
  LOW("low"),
  CLOSE("close"),
  /** Close adjusted for dividends: {@code adj close}; read only when asked for. */
  ADJUSTED_CLOSE("adjclose", "adjustedclose", "closeadjusted"),
  /** {@code volume}, {@code vol}. */
  VOLUME("volume", "vol");

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives a list that nobody can change.
  private final List<String> names;

  BarField(String... names) {
    this.names = List.of(names);
  }

  /** The plain names, best first. */
  List<String> names() {
    return names;
  }

  /** How messages call it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
