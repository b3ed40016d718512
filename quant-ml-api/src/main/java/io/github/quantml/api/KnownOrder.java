// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/** Items in the order in which they became known. */
final class KnownOrder {
  private KnownOrder() {}

  static <T extends Known> List<T> sorted(List<T> items) {
    return items.stream().sorted(Comparator.comparing(Known::known)).toList();
  }

  static <T extends Known> List<T> until(List<T> sorted, Instant t) {
    return sorted.subList(0, countUntil(sorted.size(), i -> sorted.get(i).known(), t));
  }

  /** Number of the first {@code size} increasing times that are at or before {@code t}. */
  static int countUntil(int size, IntFunction<Instant> time, Instant t) {
    int low = 0;
    int high = size;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (time.apply(mid).isAfter(t)) {
        high = mid;
      } else {
        low = mid + 1;
      }
    }
    return low;
  }
}
