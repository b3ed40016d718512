// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy asks for. Immutable; one object may be submitted many times.
 *
 * @param type kind
 * @param amount signed: units, or with {@code sizedAtFill} the fraction of the funds available when
 *     the order fills; positive buys
 * @param sizedAtFill whether {@code amount} is such a fraction
 * @param limit limit price, NaN without one
 * @param stop stop price, NaN without one
 * @param trail distance of a trailing stop, null for other kinds
 * @param timeInForce how long it lives
 * @param expires last moment of a good-till-date order, null for others
 * @param reduceOnly whether it may only make a position smaller
 * @param stopLoss price of the protective stop that a fill arms, NaN without one
 * @param takeProfit price of the target that a fill arms, NaN without one
 * @param trailingLoss trailing protective stop that a fill arms, null without one
 * @param then orders submitted when this one has filled completely (one triggers other)
 * @param tag free text that fills and trades carry on
 */
public record Order(
    OrderType type,
    double amount,
    boolean sizedAtFill,
    double limit,
    double stop,
    @Nullable Trail trail,
    TimeInForce timeInForce,
    @Nullable Instant expires,
    boolean reduceOnly,
    double stopLoss,
    double takeProfit,
    @Nullable Trail trailingLoss,
    List<Order> then,
    String tag) {

  public Order {
    if (!(Math.abs(amount) < Double.POSITIVE_INFINITY) || amount == 0) {
      throw new IllegalArgumentException("amount: must be finite and not 0, got " + amount);
    }
    if (sizedAtFill && Math.abs(amount) > 1) {
      throw new IllegalArgumentException("amount: fraction must lie in [-1, 1], got " + amount);
    }
    require("limit", type == OrderType.LIMIT || type == OrderType.STOP_LIMIT, limit);
    require("stop", type == OrderType.STOP || type == OrderType.STOP_LIMIT, stop);
    if ((type == OrderType.TRAILING_STOP) != (trail != null)) {
      throw new IllegalArgumentException("trail: belongs to trailing stops, got " + trail);
    }
    if ((timeInForce == TimeInForce.GOOD_TILL_DATE) != (expires != null)) {
      throw new IllegalArgumentException("expires: belongs to GOOD_TILL_DATE, got " + expires);
    }
    optional("stopLoss", stopLoss);
    optional("takeProfit", takeProfit);
    if (!Double.isNaN(stopLoss) && trailingLoss != null) {
      throw new IllegalArgumentException("stopLoss: fixed and trailing exclude each other");
    }
    checkBracket(type, amount > 0, limit, stop, stopLoss, takeProfit);
    then = List.copyOf(then);
  }

  private static void checkBracket(
      OrderType type, boolean buy, double limit, double stop, double loss, double profit) {
    double anchor = type == OrderType.STOP_LIMIT || type == OrderType.LIMIT ? limit : stop;
    double side = buy ? 1 : -1;
    if (side * (anchor - loss) < 0) {
      throw new IllegalArgumentException(
          "stopLoss: must lie " + (buy ? "below " : "above ") + anchor + ", got " + loss);
    }
    if (side * (profit - anchor) < 0 || side * (profit - loss) < 0) {
      throw new IllegalArgumentException(
          "takeProfit: must lie on the winning side of entry "
              + anchor
              + " and stop "
              + loss
              + ", got "
              + profit);
    }
  }

  private static void require(String name, boolean needed, double price) {
    if (needed ? !(price > 0 && price < Double.POSITIVE_INFINITY) : !Double.isNaN(price)) {
      throw new IllegalArgumentException(
          name
              + ": "
              + (needed ? "must be finite and positive" : "not of this kind")
              + ", got "
              + price);
    }
  }

  private static void optional(String name, double price) {
    if (!Double.isNaN(price) && !(price > 0 && price < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": must be finite and positive, got " + price);
    }
  }

  private static Order plain(
      OrderType type, double amount, boolean sized, double limit, double stop, @Nullable Trail t) {
    return new Order(
        type,
        amount,
        sized,
        limit,
        stop,
        t,
        TimeInForce.GOOD_TILL_CANCELLED,
        null,
        false,
        Double.NaN,
        Double.NaN,
        null,
        List.of(),
        "");
  }

  /** Buys ({@code units > 0}) or sells at the open of the next bar. */
  public static Order market(double units) {
    return plain(OrderType.MARKET, units, false, Double.NaN, Double.NaN, null);
  }

  /** Like {@link #market}, with a fraction of the funds available when it fills. */
  public static Order marketFraction(double fraction) {
    return plain(OrderType.MARKET, fraction, true, Double.NaN, Double.NaN, null);
  }

  public static Order marketOnClose(double units) {
    return plain(OrderType.MARKET_ON_CLOSE, units, false, Double.NaN, Double.NaN, null);
  }

  public static Order limit(double units, double price) {
    return plain(OrderType.LIMIT, units, false, price, Double.NaN, null);
  }

  public static Order stop(double units, double price) {
    return plain(OrderType.STOP, units, false, Double.NaN, price, null);
  }

  public static Order stopLimit(double units, double stop, double limit) {
    return plain(OrderType.STOP_LIMIT, units, false, limit, stop, null);
  }

  public static Order trailingStop(double units, Trail trail) {
    return plain(OrderType.TRAILING_STOP, units, false, Double.NaN, Double.NaN, trail);
  }

  public Order day() {
    return with(TimeInForce.DAY, null, reduceOnly, stopLoss, takeProfit, trailingLoss, then, tag);
  }

  public Order goodTill(Instant date) {
    return with(
        TimeInForce.GOOD_TILL_DATE,
        date,
        reduceOnly,
        stopLoss,
        takeProfit,
        trailingLoss,
        then,
        tag);
  }

  public Order immediateOrCancel() {
    return with(
        TimeInForce.IMMEDIATE_OR_CANCEL,
        null,
        reduceOnly,
        stopLoss,
        takeProfit,
        trailingLoss,
        then,
        tag);
  }

  /** The same order, that may only make a position smaller. */
  public Order reducing() {
    return with(timeInForce, expires, true, stopLoss, takeProfit, trailingLoss, then, tag);
  }

  /** Arms a protective stop when it fills; it and the target cancel each other. */
  public Order withStopLoss(double price) {
    return with(timeInForce, expires, reduceOnly, price, takeProfit, null, then, tag);
  }

  /** Arms a target when it fills; it and the protective stop cancel each other. */
  public Order withTakeProfit(double price) {
    return with(timeInForce, expires, reduceOnly, stopLoss, price, trailingLoss, then, tag);
  }

  /** Arms a trailing protective stop when it fills. */
  public Order withTrailingLoss(Trail distance) {
    return with(timeInForce, expires, reduceOnly, Double.NaN, takeProfit, distance, then, tag);
  }

  /** Arms protective stop and target when it fills. */
  public Order bracket(double loss, double profit) {
    return with(timeInForce, expires, reduceOnly, loss, profit, null, then, tag);
  }

  /** Orders for the same asset to be submitted once this one has filled. */
  public Order then(Order... next) {
    return with(
        timeInForce, expires, reduceOnly, stopLoss, takeProfit, trailingLoss, List.of(next), tag);
  }

  public Order withTag(String text) {
    return with(timeInForce, expires, reduceOnly, stopLoss, takeProfit, trailingLoss, then, text);
  }

  private Order with(
      TimeInForce force,
      @Nullable Instant date,
      boolean reducing,
      double loss,
      double profit,
      @Nullable Trail trailing,
      List<Order> next,
      String text) {
    return new Order(
        type,
        amount,
        sizedAtFill,
        limit,
        stop,
        trail,
        force,
        date,
        reducing,
        loss,
        profit,
        trailing,
        next,
        text);
  }
}
