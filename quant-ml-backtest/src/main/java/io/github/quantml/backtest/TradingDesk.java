// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.backtest.order.Order;
import io.github.quantml.backtest.sizing.Affordable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The desk of one run. */
final class TradingDesk implements Desk {
  /** Whether the strategy may place orders now. */
  boolean trading;

  double equity;

  /** What is known now, once somebody has asked. */
  @Nullable MarketContext known;

  private final MarketContext everything;
  private final String[] symbols;
  private final Market market;
  private final Account account;
  private final Book book;
  private final Lots lots;
  private final Trailing trailing;
  private final Actions actions;
  private final Execution execution;
  private final int warmUp;
  private final int latency;

  TradingDesk(
      Settings settings,
      MarketContext everything,
      String[] symbols,
      Market market,
      Account account,
      Book book,
      Lots lots,
      Trailing trailing,
      Actions actions,
      Execution execution,
      int warmUp) {
    this.everything = everything;
    this.symbols = symbols;
    this.market = market;
    this.account = account;
    this.book = book;
    this.lots = lots;
    this.trailing = trailing;
    this.actions = actions;
    this.execution = execution;
    this.warmUp = warmUp;
    latency = settings.latencyBars();
    equity = settings.initialCash();
  }

  @Override
  public int assets() {
    return symbols.length;
  }

  @Override
  public String symbol(int asset) {
    return symbols[asset];
  }

  @Override
  public int asset(String symbol) {
    int found = Arrays.asList(symbols).indexOf(symbol);
    if (found < 0) {
      throw new IllegalArgumentException(
          "symbol: '" + symbol + "' is not one of this run's " + Arrays.toString(symbols));
    }
    return found;
  }

  @Override
  public Instant time() {
    return Nanos.toInstant(market.now);
  }

  @Override
  public long timeNanos() {
    return market.now;
  }

  @Override
  public boolean isFresh(int asset) {
    return market.isFresh(asset);
  }

  @Override
  public boolean isReady(int asset) {
    return trading && market.known[asset] >= warmUp && !actions.isDelisted(asset);
  }

  @Override
  public int bars(int asset) {
    return market.known[asset];
  }

  @Override
  public double open(int asset) {
    return market.series[asset].open(market.known[asset] - 1);
  }

  @Override
  public double high(int asset) {
    return market.series[asset].high(market.known[asset] - 1);
  }

  @Override
  public double low(int asset) {
    return market.series[asset].low(market.known[asset] - 1);
  }

  @Override
  public double close(int asset) {
    if (market.known[asset] == 0) {
      throw new IllegalStateException(symbols[asset] + ": no bar has closed yet at " + time());
    }
    return market.close(asset);
  }

  @Override
  public double volume(int asset) {
    return market.series[asset].volume(market.known[asset] - 1);
  }

  @Override
  public double close(int asset, int ago) {
    if (ago < 0 || ago >= market.known[asset]) {
      throw new IllegalArgumentException(
          symbols[asset]
              + ": ago must lie in [0, "
              + market.known[asset]
              + "), the bars that have closed, got "
              + ago);
    }
    return market.close(asset, ago);
  }

  @Override
  public BarSeries history(int asset) {
    return market.series[asset].window(0, market.known[asset]);
  }

  @Override
  public BarSeries history(int asset, Duration interval) {
    for (int s = 0; s < market.series.length; s++) {
      BarSeries bars = market.series[s];
      if (bars.interval().equals(interval) && bars.symbol().equals(symbols[asset])) {
        return bars.window(0, market.known[s]);
      }
    }
    throw new IllegalArgumentException(
        symbols[asset] + ": this run has no bars of interval " + interval);
  }

  @Override
  public MarketContext context() {
    MarketContext view = known;
    if (view == null) {
      view = everything.asOf(time());
      known = view;
    }
    return view;
  }

  @Override
  public double equity() {
    return equity;
  }

  @Override
  public double availableFunds() {
    return account.availableFunds();
  }

  @Override
  public double position(int asset) {
    return account.units[asset];
  }

  @Override
  public double averagePrice(int asset) {
    return account.average[asset];
  }

  @Override
  public double weight(int asset) {
    double units = account.units[asset];
    return units == 0 ? 0 : units * close(asset) * account.multiplier[asset] / equity;
  }

  @Override
  public double unitValue(int asset) {
    return close(asset) * account.multiplier[asset];
  }

  @Override
  public int openTrades(int asset) {
    return lots.count[asset];
  }

  @Override
  public int openOrders(int asset) {
    return book.count[asset];
  }

  @Override
  public long submit(int asset, Order order) {
    return book.handle(place(asset, order));
  }

  private int place(int asset, Order order) {
    checkReady(asset);
    int s = book.submit(asset, order, execution.moment, market.known[asset] + latency, market.now);
    if (order.trail() != null) {
      trailing.place(s, close(asset), market.known[asset]);
    }
    return s;
  }

  private void checkReady(int asset) {
    if (!isReady(asset)) {
      throw new IllegalStateException(
          symbols[asset]
              + ": order at "
              + time()
              + " refused: "
              + (actions.isDelisted(asset)
                  ? "the asset is delisted"
                  : "the strategy may not trade it before its warm-up of "
                      + warmUp
                      + " bars is complete, "
                      + market.known[asset]
                      + " are known"));
    }
  }

  @Override
  public long[] submitOneCancelsOther(int asset, Order... orders) {
    int group = book.newGroup();
    long[] handles = new long[orders.length];
    for (int i = 0; i < orders.length; i++) {
      int s = place(asset, orders[i]);
      book.group[s] = group;
      handles[i] = book.handle(s);
    }
    return handles;
  }

  @Override
  public long market(int asset, double units) {
    if (units == 0) {
      return -1;
    }
    return book.handle(plain(asset, units));
  }

  private int plain(int asset, double units) {
    if (!(Math.abs(units) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("units: must be finite, got " + units);
    }
    checkReady(asset);
    int s = book.add(asset, Book.MARKET, units, Double.NaN, Double.NaN, "", execution.moment);
    book.eligible[s] = market.known[asset] + latency;
    book.created[s] = market.now;
    return s;
  }

  @Override
  public long target(int asset, double units) {
    if (!(Math.abs(units) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("units: must be finite, got " + units);
    }
    double whole = Affordable.wholeLots(Math.abs(units), account.lot[asset]);
    int first = book.head[asset];
    boolean forced = first != Book.NONE && book.role[first] == Book.MARGIN_CALL;
    double missing = Math.copySign(whole, units) - (forced ? 0 : account.units[asset]);
    if (missing == 0) {
      return -1;
    }
    int s = plain(asset, missing);
    book.shrink[s] = true;
    return book.handle(s);
  }

  @Override
  public long targetWeight(int asset, double weight) {
    if (!(Math.abs(weight) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight: must be finite, got " + weight);
    }
    return target(asset, weight * equity / unitValue(asset));
  }

  @Override
  public long flatten(int asset) {
    double units = account.units[asset];
    if (units == 0) {
      return -1;
    }
    int s = plain(asset, -units);
    book.reduceOnly[s] = true;
    return book.handle(s);
  }

  @Override
  public boolean cancel(long order) {
    int s = book.slot(order);
    if (s == Book.NONE) {
      return false;
    }
    book.remove(s, OrderRecord.State.CANCELLED, "by the strategy");
    return true;
  }

  @Override
  public void cancelAll(int asset) {
    for (int s = book.head[asset]; s != Book.NONE; ) {
      int following = book.next[s];
      if (book.role[s] == Book.NORMAL) {
        book.remove(s, OrderRecord.State.CANCELLED, "by the strategy");
      }
      s = following;
    }
  }
}
