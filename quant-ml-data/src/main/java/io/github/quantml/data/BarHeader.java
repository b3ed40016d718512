// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.util.List;

/**
 * Where a table keeps what a bar needs: indices of columns, −1 for none.
 *
 * @param time column of the time or date
 * @param timeOfDay column of the time of day, −1 when {@code time} holds all
 */
record BarHeader(
    int time, int timeOfDay, int open, int high, int low, int close, int adjusted, int volume) {

  /**
   * Finds the columns.
   *
   * @param place what messages begin with
   * @param names of the table's columns, in order
   */
  static BarHeader of(String place, List<String> names, BarLayout layout) {
    ColumnFinder finder = new ColumnFinder(place, names);
    int time = time(finder, layout);
    return new BarHeader(
        time,
        timeOfDay(finder, layout, time),
        required(finder, layout, BarField.OPEN),
        required(finder, layout, BarField.HIGH),
        required(finder, layout, BarField.LOW),
        required(finder, layout, BarField.CLOSE),
        layout.adjusted() ? required(finder, layout, BarField.ADJUSTED_CLOSE) : -1,
        layout.hasVolume() ? required(finder, layout, BarField.VOLUME) : -1);
  }

  private static int required(ColumnFinder finder, BarLayout layout, BarField field) {
    return finder.required(field.label(), layout.columns().get(field), field.names());
  }

  private static int time(ColumnFinder finder, BarLayout layout) {
    List<String> names = finder.names();
    boolean unnamedIndex =
        !layout.columns().containsKey(BarField.TIME)
            && finder.recognised(BarField.TIME.names()) < 0
            && !names.isEmpty()
            && names.get(0).isEmpty();
    return unnamedIndex ? 0 : required(finder, layout, BarField.TIME);
  }

  private static int timeOfDay(ColumnFinder finder, BarLayout layout, int time) {
    if (layout.columns().containsKey(BarField.TIME_OF_DAY)) {
      return required(finder, layout, BarField.TIME_OF_DAY);
    }
    boolean split =
        !layout.columns().containsKey(BarField.TIME)
            && ColumnFinder.plain(finder.names().get(time)).equals("date");
    return split ? finder.recognised(BarField.TIME_OF_DAY.names()) : -1;
  }
}
