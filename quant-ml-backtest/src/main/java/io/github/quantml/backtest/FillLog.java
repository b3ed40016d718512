// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Every fill, in columns. */
final class FillLog {
  private int size;
  private int[] asset = new int[16];
  private int[] order = new int[16];
  private int[] moment = new int[16];
  private boolean[] maker = new boolean[16];
  private double[] units = new double[16];
  private double[] reference = new double[16];
  private double[] price = new double[16];
  private double[] commission = new double[16];
  private double[] slippage = new double[16];
  private double[] spread = new double[16];
  private double[] impact = new double[16];

  void add(
      int asset,
      int order,
      int moment,
      boolean maker,
      double units,
      double reference,
      double price,
      double commission,
      double slippage,
      double spread,
      double impact) {
    if (size == this.asset.length) {
      grow();
    }
    int n = size++;
    this.asset[n] = asset;
    this.order[n] = order;
    this.moment[n] = moment;
    this.maker[n] = maker;
    this.units[n] = units;
    this.reference[n] = reference;
    this.price[n] = price;
    this.commission[n] = commission;
    this.slippage[n] = slippage;
    this.spread[n] = spread;
    this.impact[n] = impact;
  }

  private void grow() {
    int n = 2 * size;
    asset = Arrays.copyOf(asset, n);
    order = Arrays.copyOf(order, n);
    moment = Arrays.copyOf(moment, n);
    maker = Arrays.copyOf(maker, n);
    units = Arrays.copyOf(units, n);
    reference = Arrays.copyOf(reference, n);
    price = Arrays.copyOf(price, n);
    commission = Arrays.copyOf(commission, n);
    slippage = Arrays.copyOf(slippage, n);
    spread = Arrays.copyOf(spread, n);
    impact = Arrays.copyOf(impact, n);
  }

  /** A view for the result; the logs must not change any more. */
  List<Fill> view(List<String> symbols, ResultColumns columns, OrderLog orders) {
    return new View(symbols, columns, orders);
  }

  private final class View extends AbstractList<Fill> implements RandomAccess {
    private final List<String> symbols;
    private final ResultColumns columns;
    private final OrderLog orders;

    View(List<String> symbols, ResultColumns columns, OrderLog orders) {
      this.symbols = symbols;
      this.columns = columns;
      this.orders = orders;
    }

    @Override
    public Fill get(int n) {
      if (n < 0 || n >= size) {
        throw new IndexOutOfBoundsException("fill " + n + " of " + size);
      }
      return new Fill(
          symbols.get(asset[n]),
          order[n],
          columns.time(moment[n]),
          moment[n],
          units[n],
          reference[n],
          price[n],
          maker[n],
          commission[n],
          slippage[n],
          spread[n],
          impact[n],
          order[n] < 0 ? "delisting" : orders.tag(order[n]));
    }

    @Override
    public int size() {
      return size;
    }
  }
}
