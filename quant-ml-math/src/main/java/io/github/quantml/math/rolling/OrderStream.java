// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/**
 * Median, quantile or rank of a moving window; also of an expanding one, whose values never leave.
 */
final class OrderStream implements WindowStream {
  /** Marks the rank among quantile levels. */
  static final double RANK = -1;

  private final double level;
  private final int minObservations;
  private final boolean expanding;
  private final OrderWindow order;
  private final RecentValues recent;

  /** A moving window; with minObservations equal to the window it tolerates no NaN. */
  OrderStream(int window, double level, int minObservations) {
    this(window, level, minObservations, false);
  }

  private OrderStream(int window, double level, int minObservations, boolean expanding) {
    this.level = level;
    this.minObservations = minObservations;
    this.expanding = expanding;
    this.order = new OrderWindow(window);
    this.recent = new RecentValues(window);
  }

  static OrderStream expanding(double level, int minObservations) {
    return new OrderStream(1, level, minObservations, true);
  }

  @Override
  public double update(double x) {
    double leaving = !expanding && recent.isFull() ? recent.get(0) : Double.NaN;
    if (!expanding) {
      recent.add(x);
    }
    if (Double.isNaN(leaving)) {
      if (!Double.isNaN(x)) {
        order.add(x);
      }
    } else if (Double.isNaN(x)) {
      order.remove(leaving);
    } else {
      order.replace(leaving, x);
    }
    if (order.size() < minObservations || (level == RANK && Double.isNaN(x))) {
      return Double.NaN;
    }
    return level == RANK ? order.rank(x) : order.quantile(level);
  }
}
