// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.backtest.order.Order;
import io.github.quantml.backtest.order.Trail;
import io.github.quantml.math.random.CounterRandom;
import java.util.HashMap;
import java.util.Map;

/**
 * Places orders of every kind at random. What it does in an asset depends on that asset's bars and
 * on the seed alone. Prices are drawn relative to the last close, so that it is scale-free.
 */
final class RandomTrader implements Strategy {
  private final long seed;
  private final Map<String, CounterRandom> randoms = new HashMap<>();

  RandomTrader(long seed) {
    this.seed = seed;
  }

  @Override
  public void start(Desk desk) {
    randoms.clear();
  }

  @Override
  public void onBar(Desk desk) {
    for (int a = 0; a < desk.assets(); a++) {
      if (desk.isFresh(a)) {
        String symbol = desk.symbol(a);
        CounterRandom random =
            randoms.computeIfAbsent(symbol, s -> CounterRandom.of(seed + s.hashCode()));
        if (random.nextDouble() < 0.6) {
          act(desk, a, random);
        }
      }
    }
  }

  private static void act(Desk desk, int a, CounterRandom random) {
    double price = desk.close(a);
    double units = Math.rint(40 * random.nextDouble() - 20);
    if (units == 0) {
      desk.flatten(a);
      return;
    }
    double side = Math.signum(units);
    double near = price * (1 + 0.04 * (random.nextDouble() - 0.5));
    double loss = price * (1 - side * (0.002 + 0.06 * random.nextDouble()));
    double profit = price * (1 + side * (0.03 + 0.06 * random.nextDouble()));
    int kind = (int) (13 * random.nextDouble());
    switch (kind) {
      case 0 -> desk.market(a, units);
      case 1 -> desk.submit(a, Order.marketOnClose(units));
      case 2 -> desk.submit(a, Order.limit(units, near));
      case 3 -> desk.submit(a, Order.stop(units, near));
      case 4 -> desk.submit(a, Order.stopLimit(units, near, near * (1 + side * 0.005)));
      case 5 -> desk.submit(a, Order.trailingStop(units, Trail.fraction(0.02)));
      case 6 -> desk.submit(a, Order.trailingStop(units, Trail.atr(5, 1.5)));
      case 7 -> desk.submit(a, Order.market(units).bracket(loss, profit));
      case 8 -> desk.submit(a, Order.limit(units, price).bracket(loss, profit).day());
      case 9 ->
          desk.submitOneCancelsOther(
              a,
              Order.limit(units, price * (1 - side * 0.01)),
              Order.stop(units, price * (1 + side * 0.01)));
      case 10 -> desk.submit(a, Order.limit(units, near).then(Order.market(-units).reducing()));
      case 11 -> desk.submit(a, Order.market(units).withTrailingLoss(Trail.fraction(0.03)));
      default -> desk.cancelAll(a);
    }
  }
}
