// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

/** Buys every asset once, with equal weights of the equity at its first bar, and waits. */
public final class BuyAndHold implements Strategy {
  private boolean[] bought = {};

  private BuyAndHold() {}

  public static BuyAndHold create() {
    return new BuyAndHold();
  }

  @Override
  public int warmUp() {
    return 1;
  }

  @Override
  public String describe() {
    return "BuyAndHold";
  }

  @Override
  public void start(Desk desk) {
    bought = new boolean[desk.assets()];
  }

  @Override
  public void onBar(Desk desk) {
    for (int a = 0; a < bought.length; a++) {
      if (!bought[a] && desk.isFresh(a) && desk.isReady(a)) {
        desk.targetWeight(a, 1.0 / bought.length);
        bought[a] = true;
      }
    }
  }
}
