// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Trades in columns; those still open come last. */
final class TradeLog {
  private int size;
  private int[] asset = new int[16];
  private int[] entryMoment = new int[16];
  private int[] exitMoment = new int[16];
  private double[] units = new double[16];
  private double[] entryPrice = new double[16];
  private double[] exitPrice = new double[16];
  private double[] profit = new double[16];
  private double[] costs = new double[16];
  private double[] commission = new double[16];
  private double[] returns = new double[16];
  private double[] adverse = new double[16];
  private double[] favourable = new double[16];
  private Trade.Exit[] exit = new Trade.Exit[16];
  private String[] tag = new String[16];

  void add(
      int asset,
      int entryMoment,
      int exitMoment,
      double units,
      double entryPrice,
      double exitPrice,
      double profit,
      double costs,
      double commission,
      double value,
      double adverse,
      double favourable,
      Trade.Exit exit,
      String tag) {
    if (size == this.asset.length) {
      grow();
    }
    int n = size++;
    this.asset[n] = asset;
    this.entryMoment[n] = entryMoment;
    this.exitMoment[n] = exitMoment;
    this.units[n] = units;
    this.entryPrice[n] = entryPrice;
    this.exitPrice[n] = exitPrice;
    this.profit[n] = profit;
    this.costs[n] = costs;
    this.commission[n] = commission;
    this.returns[n] = profit / value;
    this.adverse[n] = adverse;
    this.favourable[n] = favourable;
    this.exit[n] = exit;
    this.tag[n] = tag;
  }

  private void grow() {
    int n = 2 * size;
    asset = Arrays.copyOf(asset, n);
    entryMoment = Arrays.copyOf(entryMoment, n);
    exitMoment = Arrays.copyOf(exitMoment, n);
    units = Arrays.copyOf(units, n);
    entryPrice = Arrays.copyOf(entryPrice, n);
    exitPrice = Arrays.copyOf(exitPrice, n);
    profit = Arrays.copyOf(profit, n);
    costs = Arrays.copyOf(costs, n);
    commission = Arrays.copyOf(commission, n);
    returns = Arrays.copyOf(returns, n);
    adverse = Arrays.copyOf(adverse, n);
    favourable = Arrays.copyOf(favourable, n);
    exit = Arrays.copyOf(exit, n);
    tag = Arrays.copyOf(tag, n);
  }

  /** A view for the result; the log must not change any more. */
  List<Trade> view(List<String> symbols, ResultColumns columns) {
    return new View(symbols, columns);
  }

  private final class View extends AbstractList<Trade> implements RandomAccess {
    private final List<String> symbols;
    private final ResultColumns columns;

    View(List<String> symbols, ResultColumns columns) {
      this.symbols = symbols;
      this.columns = columns;
    }

    @Override
    public Trade get(int n) {
      if (n < 0 || n >= size) {
        throw new IndexOutOfBoundsException("trade " + n + " of " + size);
      }
      return new Trade(
          symbols.get(asset[n]),
          units[n],
          columns.time(entryMoment[n]),
          columns.time(exitMoment[n]),
          entryMoment[n],
          exitMoment[n],
          entryPrice[n],
          exitPrice[n],
          profit[n],
          costs[n],
          commission[n],
          returns[n],
          adverse[n],
          favourable[n],
          exit[n] == Trade.Exit.OPEN,
          exit[n],
          tag[n]);
    }

    @Override
    public int size() {
      return size;
    }
  }
}
