// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import io.github.quantml.api.contract.Future;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.Fill;
import io.github.quantml.backtest.OrderRecord;
import io.github.quantml.backtest.Strategy;
import io.github.quantml.backtest.order.OrderType;
import io.github.quantml.backtest.walkforward.Simulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A strategy and the simulator it runs in. */
final class StrategySubject implements Subject {
  /** Without the extremes, in which leverage turns into overflow. */
  static final Future[] FUTURES = {Future.NOTHING, Future.NOISE};

  private static final int MOST_FAULTS = 3;

  private final Simulator simulator;
  private final Function<AuditData, Strategy> strategy;

  StrategySubject(Simulator simulator, Function<AuditData, Strategy> strategy) {
    this.simulator = simulator;
    this.strategy = strategy;
  }

  @Override
  public Outcome observe(AuditData data) {
    BacktestResult result =
        simulator.run(data.bars(), data.context(), strategy.apply(data), Instant.MIN);
    List<Observation> settled = new ArrayList<>();
    Instant last = result.size() == 0 ? Instant.MIN : result.time(result.size() - 1);
    for (int i = 0; i < result.size(); i++) {
      settled.add(new Observation(result.time(i), "equity", result.equity(i)));
    }
    List<OrderRecord> orders = result.orders();
    List<String> faults = new ArrayList<>();
    Set<Integer> closing = new HashSet<>();
    for (Fill fill : result.fills()) {
      if (fill.order() >= 0 && fill.order() < orders.size()) {
        OrderRecord order = orders.get(fill.order());
        if (fill.time().equals(last) && order.time().equals(last)) {
          closing.add(order.number());
        } else {
          check(fill, order, faults);
        }
      }
      settled.add(new Observation(fill.time(), "fill of " + fill.symbol(), fill.units()));
      settled.add(new Observation(fill.time(), "price of " + fill.symbol(), fill.price()));
    }
    List<Observation> out = new ArrayList<>();
    for (OrderRecord order : orders) {
      if (closing.contains(order.number())) {
        continue;
      }
      String name = order.type() + " order of " + order.symbol();
      // An order sized by its fill has no units before it; its side shows in the fill.
      out.add(new Observation(order.time(), name, 1));
      out.add(new Observation(order.time(), "limit of " + name, order.limit()));
      if (order.type() != OrderType.TRAILING_STOP) {
        out.add(new Observation(order.time(), "stop of " + name, order.stop()));
      }
    }
    return new Outcome(out, settled, faults);
  }

  /** A fill must come after its order; what the end of a run closes is no order of the strategy. */
  private static void check(Fill fill, OrderRecord order, List<String> faults) {
    if (!fill.time().isAfter(order.time()) && faults.size() < MOST_FAULTS) {
      faults.add(
          "the order of "
              + fill.symbol()
              + " decided at "
              + order.time()
              + " filled at "
              + fill.time()
              + ", not after it");
    }
  }
}
