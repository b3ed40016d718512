// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.backtest.order.Order;
import java.time.Duration;
import java.time.Instant;

/**
 * A strategy's view of the market as it is known now, and its hand on the orders.
 *
 * <p>Assets are numbered from 0 in the order of {@link #symbol}. Prices without an index are those
 * of the last bar that has closed, which may be older than now: {@link #isFresh} says whether it
 * closed now. An order submitted now can fill from the next bar on that begins at or after now. The
 * object is reused; keep no reference beyond a call.
 */
public interface Desk {
  /** Number of tradable assets. */
  int assets();

  String symbol(int asset);

  /**
   * Number of the asset of that name.
   *
   * @throws IllegalArgumentException naming the symbol when the run has no such asset
   */
  int asset(String symbol);

  /** Now: the close of the bars that just closed. */
  Instant time();

  /** Now, in nanoseconds since 1970-01-01T00:00Z. */
  long timeNanos();

  /** Whether a bar of the asset closed now. */
  boolean isFresh(int asset);

  /**
   * Whether the asset may be traded: its warm-up is complete and it is not delisted.
   *
   * <p>In {@link Strategy#onWarmUp} no asset is.
   */
  boolean isReady(int asset);

  /** Number of bars of the asset that have closed. */
  int bars(int asset);

  double open(int asset);

  double high(int asset);

  double low(int asset);

  double close(int asset);

  double volume(int asset);

  /** Close {@code ago} bars before the last one. */
  double close(int asset, int ago);

  /** The bars of the asset that have closed: a view, no copy. */
  BarSeries history(int asset);

  /**
   * The bars of the asset at another interval that have closed.
   *
   * @throws IllegalArgumentException naming symbol and interval when the run has no such series
   */
  BarSeries history(int asset, Duration interval);

  /** Everything else that is known now. */
  MarketContext context();

  /** Cash plus market value of all positions. */
  double equity();

  /** Equity less the margin that open positions bind. */
  double availableFunds();

  /** Signed units held. */
  double position(int asset);

  /** Average price of the units held, 0 without a position. */
  double averagePrice(int asset);

  /** Signed market value of the position over equity. */
  double weight(int asset);

  /** Cash value of one unit at the last close. */
  double unitValue(int asset);

  /** Number of trades open in the asset. */
  int openTrades(int asset);

  /** Number of orders resting in the asset, protective ones included. */
  int openOrders(int asset);

  /**
   * Submits an order.
   *
   * @return its handle
   * @throws IllegalStateException when the asset is not {@link #isReady ready}
   */
  long submit(int asset, Order order);

  /** Submits orders of which the first to fill cancels the others. */
  long[] submitOneCancelsOther(int asset, Order... orders);

  /** Market order; 0 units do nothing and give −1. Rejected where the funds do not suffice. */
  long market(int asset, double units);

  /**
   * Market order for what is missing to a position of {@code units}, rounded towards zero to whole
   * lots; −1 when nothing is. Where the funds do not suffice it takes what they allow.
   */
  long target(int asset, double units);

  /** {@link #target} of weight · equity / {@link #unitValue}, sized now at the last close. */
  long targetWeight(int asset, double weight);

  /** Market order that closes the position and never turns it; −1 without one. */
  long flatten(int asset);

  /** Cancels a resting order; false when it no longer rests. */
  boolean cancel(long order);

  /** Cancels every resting order of the asset except those that protect an open trade. */
  void cancelAll(int asset);
}
