// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Provenance;
import io.github.quantml.backtest.cost.Interest;
import io.github.quantml.backtest.order.Order;
import io.github.quantml.backtest.sizing.Affordable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run: moves time, and is the strategy's desk. */
final class Simulation implements Desk {
  private final Settings settings;
  private final Strategy strategy;
  private final MarketContext everything;
  private final String[] symbols;
  private final Market market;
  private final Account account;
  private final Book book;
  private final Lots lots;
  private final Execution execution;
  private final Matcher matcher;
  private final Trailing trailing;
  private final Actions actions;
  private final boolean hasActions;
  private final ResultColumns columns;
  private final int warmUp;
  private final long from;
  private final int latency;

  /** Assets whose orders meet a bar now. */
  private final int[] matching;

  /** Whether the strategy may place orders now. */
  private boolean trading;

  private boolean someReady;
  private boolean ruined;
  private double equity;
  private double equityBefore;
  private @Nullable MarketContext known;

  Simulation(Settings settings, Strategy strategy, MarketContext context, Feeds feeds, long from) {
    this.settings = settings;
    this.strategy = strategy;
    everything = context;
    symbols = feeds.symbols();
    market = new Market(symbols.length, feeds.series());
    account = new Account(settings, symbols);
    book = new Book(symbols.length);
    lots = new Lots(symbols.length);
    trailing = new Trailing(market, book);
    execution = new Execution(settings, market, account, book, lots, trailing);
    matcher = new Matcher(settings, market, account, book, lots, execution, trailing);
    actions = new Actions(settings.actions(), symbols, market, account, book, lots, execution);
    hasActions = !settings.actions().isEmpty();
    matching = new int[symbols.length];
    columns = new ResultColumns(1024);
    warmUp = Math.max(1, strategy.warmUp());
    this.from = from;
    latency = settings.latencyBars();
    equity = settings.initialCash();
  }

  void run() {
    strategy.start(this);
    Interest interest = settings.interest();
    boolean accrues = !interest.isNone();
    long before = 0;
    while (market.advance()) {
      if (market.freshCount == 0) {
        continue;
      }
      known = null;
      execution.moment = columns.size();
      execution.turned = 0;
      equityBefore = equity;
      if (accrues && before != 0) {
        account.accrue(interest, (market.now - before) / Nanos.PER_YEAR);
      }
      before = market.now;
      if (hasActions) {
        actions.apply();
      }
      match();
      account.revalue(market);
      guard();
      equity = account.equity();
      if (market.now >= from) {
        columns.add(market.now, equity, account.netValue, account.grossValue, turnover());
      }
      decide();
    }
    finish();
  }

  private double turnover() {
    return execution.turned == 0 || !(equityBefore > 0) ? 0 : execution.turned / equityBefore;
  }

  private void match() {
    int count = 0;
    for (int k = 0; k < market.freshCount; k++) {
      int a = market.fresh[k];
      if (book.head[a] != Book.NONE) {
        matching[count++] = a;
        matcher.begin(a, market.known[a] - 1);
      }
    }
    for (int phase = count > 1 ? 0 : 1; phase < 4; phase++) {
      for (int k = 0; k < count; k++) {
        int a = matching[k];
        if (book.head[a] != Book.NONE) {
          int bar = market.known[a] - 1;
          switch (phase) {
            case 0 -> matcher.open(a, bar, true);
            case 1 -> matcher.open(a, bar, false);
            case 2 -> matcher.inside(a, bar);
            default -> matcher.close(a, bar);
          }
        }
      }
    }
  }

  /** Ruin and margin calls, at the values of this close. */
  private void guard() {
    if (account.heldCount() == 0) {
      return;
    }
    double worth = account.equity();
    if (worth <= 0 && !ruined) {
      ruined = true;
      if (settings.ruinAtClose()) {
        liquidateNow(Book.RUIN);
        account.revalue(market);
        account.writeOff = Math.max(0, -account.equity());
        cancelEverything("ruin");
      } else {
        cancelEverything("ruin");
        liquidate(Book.RUIN, "ruin");
      }
    } else if (!ruined && worth < account.maintenanceMargin) {
      liquidate(Book.MARGIN_CALL, "margin call");
    }
  }

  private void cancelEverything(String reason) {
    for (int a = 0; a < symbols.length; a++) {
      while (book.head[a] != Book.NONE) {
        book.remove(book.head[a], OrderRecord.State.CANCELLED, reason);
      }
    }
  }

  /** Orders that every position be closed at the next bar of its asset. */
  private void liquidate(byte role, String reason) {
    for (int k = 0; k < account.heldCount(); k++) {
      int a = account.held(k);
      if (book.head[a] != Book.NONE && book.role[book.head[a]] == role) {
        continue;
      }
      while (book.head[a] != Book.NONE) {
        book.remove(book.head[a], OrderRecord.State.CANCELLED, reason);
      }
      force(a, role, reason);
    }
  }

  private int force(int a, byte role, String tag) {
    int moment = execution.moment;
    int s = book.add(a, Book.MARKET, -account.units[a], Double.NaN, Double.NaN, tag, moment);
    book.role[s] = role;
    book.reduceOnly[s] = true;
    book.eligible[s] = market.known[a];
    book.created[s] = market.now;
    return s;
  }

  /** Closes every position at the last close. */
  private void liquidateNow(byte role) {
    while (account.heldCount() > 0) {
      int a = account.held(0);
      int bar = market.known[a] - 1;
      int s = force(a, role, role == Book.RUIN ? "ruin" : "end of run");
      execution.fill(s, -account.units[a], market.close(a), false, bar, false);
      execution.complete(s, bar, "");
    }
  }

  private void decide() {
    if (!someReady) {
      for (int k = 0; k < market.freshCount && !someReady; k++) {
        someReady = market.known[market.fresh[k]] >= warmUp;
      }
    }
    if (ruined) {
      return;
    }
    if (!someReady || market.now < from) {
      strategy.onWarmUp(this);
      return;
    }
    trading = true;
    strategy.onBar(this);
    trading = false;
    if (settings.sameBarClose()) {
      for (int k = 0; k < market.freshCount; k++) {
        int a = market.fresh[k];
        if (book.head[a] != Book.NONE) {
          matcher.sameClose(a, market.known[a] - 1);
        }
      }
      rewrite();
    }
  }

  /** Values and records this moment anew, after fills at its close. */
  private void rewrite() {
    account.revalue(market);
    equity = account.equity();
    columns.setLast(equity, account.netValue, account.grossValue, turnover());
  }

  private void finish() {
    if (columns.size() > 0 && account.heldCount() > 0) {
      if (settings.endOfRun() == EndOfRun.CLOSE_AT_LAST_CLOSE) {
        liquidateNow(Book.END);
        rewrite();
      } else if (settings.endOfRun() == EndOfRun.CLOSE_AT_LAST_OPEN) {
        closeAtLastOpen();
        rewrite();
      }
    }
    for (int a = 0; a < symbols.length; a++) {
      for (int l = lots.head[a]; l != Lots.NONE; l = lots.next[l]) {
        lots.record(
            a,
            l,
            lots.units[l],
            market.series[a],
            market.known[a],
            columns.size() - 1,
            market.close(a),
            account.multiplier[a],
            lots.commission[l],
            lots.concession[l],
            0,
            0,
            Trade.Exit.OPEN);
      }
    }
  }

  private void closeAtLastOpen() {
    while (account.heldCount() > 0) {
      int a = account.held(0);
      int bar = market.known[a] - 1;
      int s = force(a, Book.END, "end of run");
      execution.fill(s, -account.units[a], market.series[a].open(bar), false, bar, true);
      execution.complete(s, bar, "");
    }
  }

  BacktestResult result(long data) {
    List<String> names = List.of(symbols);
    String description = strategy.describe();
    List<String> conventions = settings.conventions();
    Hash hash = new Hash().add(description).add(strategy.warmUp()).add(from);
    conventions.forEach(hash::add);
    settings.actions().forEach(action -> hash.add(action.toString()));
    return new BacktestResult(
        description,
        names,
        settings.initialCash(),
        columns,
        lots.log.view(names, columns),
        execution.fills.view(names, columns, book.log),
        book.log.view(names, columns),
        account.ledger(),
        new ResultStamp(data, hash.value(), Provenance.LIBRARY_VERSION, conventions));
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
