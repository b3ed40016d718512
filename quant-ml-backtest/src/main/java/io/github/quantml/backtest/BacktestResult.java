// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a backtest gave, in columns: one entry per moment at which a bar of any asset closed, from
 * the first moment of trading on (the warm-up is part of it, with equity at the initial cash).
 *
 * <p>Immutable, thread-safe; the {@code toX} methods copy.
 */
public final class BacktestResult {
  private final String strategy;
  private final List<String> symbols;
  private final double initialCash;
  private final ResultColumns columns;
  private final List<Trade> trades;
  private final List<Fill> fills;
  private final List<OrderRecord> orders;
  private final Ledger ledger;
  private final ResultStamp stamp;

  BacktestResult(
      String strategy,
      List<String> symbols,
      double initialCash,
      ResultColumns columns,
      List<Trade> trades,
      List<Fill> fills,
      List<OrderRecord> orders,
      Ledger ledger,
      ResultStamp stamp) {
    this.strategy = strategy;
    this.symbols = symbols;
    this.initialCash = initialCash;
    this.columns = columns;
    this.trades = trades;
    this.fills = fills;
    this.orders = orders;
    this.ledger = ledger;
    this.stamp = stamp;
  }

  /**
   * A result that another engine produced: an equity curve and its trades, without fills, orders or
   * ledger; exposure and turnover are 0.
   *
   * @param times strictly increasing moments
   * @param equity finite equity at each of them
   * @param initialCash equity before the first moment, positive
   */
  public static BacktestResult ofEquity(
      List<Instant> times, double[] equity, double initialCash, List<Trade> trades) {
    if (times.size() != equity.length) {
      throw new IllegalArgumentException(
          "equity: must have one value per time, got " + equity.length + " for " + times.size());
    }
    if (!(initialCash > 0 && initialCash < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "initialCash: must be finite and positive, got " + initialCash);
    }
    ResultColumns columns = ResultColumns.ofEquity(times, equity);
    double end = equity.length == 0 ? initialCash : equity[equity.length - 1];
    return new BacktestResult(
        "imported",
        trades.stream().map(Trade::symbol).distinct().sorted().toList(),
        initialCash,
        columns,
        List.copyOf(trades),
        List.of(),
        List.of(),
        new Ledger(end - initialCash, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        new ResultStamp(0, 0, "imported", List.of("imported equity curve")));
  }

  /** What {@link Strategy#describe} said. */
  public String strategy() {
    return strategy;
  }

  /** Tradable instruments, in the order they were given. */
  public List<String> symbols() {
    return symbols;
  }

  public double initialCash() {
    return initialCash;
  }

  /** Number of moments. */
  public int size() {
    return columns.size();
  }

  /** The {@code i}-th moment: the close of at least one bar. */
  public Instant time(int i) {
    return columns.time(i);
  }

  /** The {@code i}-th moment in nanoseconds since 1970-01-01T00:00Z. */
  public long timeNanos(int i) {
    return columns.times[i];
  }

  /** Equity after the fills of moment {@code i}, positions marked at the last closes. */
  public double equity(int i) {
    return columns.equity[i];
  }

  public double finalEquity() {
    return columns.size() == 0 ? initialCash : columns.equity[columns.size() - 1];
  }

  /** A copy of the equity curve. */
  public double[] toEquity() {
    return columns.copy(columns.equity);
  }

  /** Signed net market value over equity at each moment; 0 where equity is not positive. */
  public double[] toExposure() {
    return columns.copy(columns.net);
  }

  /** Gross market value (long plus short) over equity; 0 where equity is not positive. */
  public double[] toGrossExposure() {
    return columns.copy(columns.gross);
  }

  /** Value traded in the bars that closed at each moment, over the equity of the moment before. */
  public double[] toTurnover() {
    return columns.copy(columns.turnover);
  }

  /** Closed trades in the order of their exits, then those still open, marked at the last close. */
  public List<Trade> trades() {
    return trades;
  }

  /** Every fill, oldest first. */
  public List<Fill> fills() {
    return fills;
  }

  /** Every order submitted, oldest first. */
  public List<OrderRecord> orders() {
    return orders;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** 64-bit hash of the bars and of what else was known. */
  public long dataFingerprint() {
    return stamp.data();
  }

  /** 64-bit hash of the engine's settings and of the strategy's description. */
  public long configurationFingerprint() {
    return stamp.configuration();
  }

  public String engineVersion() {
    return stamp.engineVersion();
  }

  /** What was assumed, one sentence each: fill timing, path inside a bar, costs, margin. */
  public List<String> conventions() {
    return stamp.conventions();
  }

  /** Whether equity fell to zero. */
  public boolean isRuined() {
    return Arrays.stream(columns.equity, 0, columns.size()).anyMatch(e -> !(e > 0));
  }

  @Override
  public String toString() {
    return strategy
        + " on "
        + symbols
        + ": "
        + trades.size()
        + " trades, equity "
        + initialCash
        + " to "
        + finalEquity();
  }
}
