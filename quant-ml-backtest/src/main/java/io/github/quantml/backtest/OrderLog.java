// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.backtest.order.OrderType;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Every order submitted, in columns. */
final class OrderLog {
  private int size;
  private int[] asset = new int[16];
  private int[] moment = new int[16];
  private OrderType[] type = new OrderType[16];
  private OrderRecord.State[] state = new OrderRecord.State[16];
  private double[] units = new double[16];
  private double[] limit = new double[16];
  private double[] stop = new double[16];
  private double[] filled = new double[16];
  private String[] reason = new String[16];
  private String[] tag = new String[16];

  int add(
      int asset, int moment, OrderType type, double units, double limit, double stop, String tag) {
    if (size == this.asset.length) {
      grow();
    }
    int n = size++;
    this.asset[n] = asset;
    this.moment[n] = moment;
    this.type[n] = type;
    this.state[n] = OrderRecord.State.OPEN;
    this.units[n] = units;
    this.limit[n] = limit;
    this.stop[n] = stop;
    this.reason[n] = "";
    this.tag[n] = tag;
    return n;
  }

  private void grow() {
    int n = 2 * size;
    asset = Arrays.copyOf(asset, n);
    moment = Arrays.copyOf(moment, n);
    type = Arrays.copyOf(type, n);
    state = Arrays.copyOf(state, n);
    units = Arrays.copyOf(units, n);
    limit = Arrays.copyOf(limit, n);
    stop = Arrays.copyOf(stop, n);
    filled = Arrays.copyOf(filled, n);
    reason = Arrays.copyOf(reason, n);
    tag = Arrays.copyOf(tag, n);
  }

  void fill(int n, double change) {
    filled[n] += change;
  }

  void stopAt(int n, double price) {
    stop[n] = price;
  }

  void end(int n, OrderRecord.State end, String why) {
    state[n] = end;
    reason[n] = why;
  }

  int moment(int n) {
    return moment[n];
  }

  String tag(int n) {
    return tag[n];
  }

  /** A view for the result; the log must not change any more. */
  List<OrderRecord> view(List<String> symbols, ResultColumns columns) {
    return new View(symbols, columns);
  }

  private final class View extends AbstractList<OrderRecord> implements RandomAccess {
    private final List<String> symbols;
    private final ResultColumns columns;

    View(List<String> symbols, ResultColumns columns) {
      this.symbols = symbols;
      this.columns = columns;
    }

    @Override
    public OrderRecord get(int n) {
      if (n < 0 || n >= size) {
        throw new IndexOutOfBoundsException("order " + n + " of " + size);
      }
      return new OrderRecord(
          n,
          symbols.get(asset[n]),
          columns.time(moment[n]),
          moment[n],
          type[n],
          units[n] == 0 ? filled[n] : units[n],
          limit[n],
          stop[n],
          filled[n],
          state[n],
          reason[n],
          tag[n]);
    }

    @Override
    public int size() {
      return size;
    }
  }
}
