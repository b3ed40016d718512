// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Provenance;
import io.github.quantml.backtest.cost.Interest;
import java.util.List;

/** One run: moves time, matches orders, values positions and asks the strategy. */
final class Simulation {
  private final Settings settings;
  private final Strategy strategy;
  private final String[] symbols;
  private final Market market;
  private final Account account;
  private final Book book;
  private final Lots lots;
  private final Execution execution;
  private final Matcher matcher;
  private final Actions actions;
  private final boolean hasActions;
  private final TradingDesk desk;
  private final ResultColumns columns;
  private final int warmUp;
  private final long from;

  /** Assets whose orders meet a bar now. */
  private final int[] matching;

  private boolean someReady;
  private boolean ruined;
  private double equityBefore;

  Simulation(Settings settings, Strategy strategy, MarketContext context, Feeds feeds, long from) {
    this.settings = settings;
    this.strategy = strategy;
    symbols = feeds.symbols();
    market = new Market(symbols.length, feeds.series());
    account = new Account(settings, symbols);
    book = new Book(symbols.length);
    lots = new Lots(symbols.length);
    Trailing trailing = new Trailing(market, book);
    Costing costing = new Costing(settings, market, account);
    execution = new Execution(market, account, book, lots, trailing, costing);
    matcher = new Matcher(settings, market, account, book, lots, execution, costing, trailing);
    actions = new Actions(settings.actions(), symbols, market, account, book, lots, execution);
    hasActions = !settings.actions().isEmpty();
    matching = new int[symbols.length];
    columns = new ResultColumns(1024);
    warmUp = Math.max(1, strategy.warmUp());
    this.from = from;
    desk =
        new TradingDesk(
            settings, context, symbols, market, account, book, lots, trailing, actions, execution,
            warmUp);
  }

  void run() {
    strategy.start(desk);
    Interest interest = settings.interest();
    boolean accrues = !interest.isNone();
    long before = 0;
    while (market.advance()) {
      if (market.freshCount == 0) {
        continue;
      }
      desk.known = null;
      execution.moment = columns.size();
      execution.turned = 0;
      equityBefore = desk.equity;
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
      desk.equity = account.equity();
      if (market.now >= from) {
        columns.add(market.now, desk.equity, account.netValue, account.grossValue, turnover());
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
      strategy.onWarmUp(desk);
      return;
    }
    desk.trading = true;
    strategy.onBar(desk);
    desk.trading = false;
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
    desk.equity = account.equity();
    columns.setLast(desk.equity, account.netValue, account.grossValue, turnover());
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
}
