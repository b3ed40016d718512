// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of features of one instrument and of others seen at its closes: at each of its bars the
 * others count as of their last bar that had closed by then.
 */
final class AssetRows {
  private final List<BarSeries> assets;
  private final int[][] at;
  private final int first;

  private AssetRows(List<BarSeries> assets, int[][] at, int first) {
    this.assets = assets;
    this.at = at;
    this.first = first;
  }

  /** Rows at the bars of the first asset. */
  static AssetRows of(List<BarSeries> assets) {
    BarSeries own = assets.get(0);
    int[][] at = new int[assets.size()][own.size()];
    int first = 0;
    for (int a = 0; a < assets.size(); a++) {
      BarSeries bars = assets.get(a);
      int seen = -1;
      int ready = own.size();
      for (int i = 0; i < own.size(); i++) {
        while (seen + 1 < bars.size() && bars.timeNanos(seen + 1) <= own.timeNanos(i)) {
          seen++;
        }
        at[a][i] = seen;
        if (seen >= BarFeatures.LOOKBACK) {
          ready = Math.min(ready, i);
        }
      }
      first = Math.max(first, ready);
    }
    return new AssetRows(assets, at, first);
  }

  /** The first bar at which every asset has features; the number of bars if none has. */
  int first() {
    return first;
  }

  int bars() {
    return assets.get(0).size();
  }

  int columns() {
    return assets.size() * BarFeatures.NAMES.size();
  }

  List<String> names() {
    List<String> out = new ArrayList<>();
    for (BarSeries bars : assets) {
      for (String name : BarFeatures.NAMES) {
        // Alone an instrument needs no name, so that a model serves another one as well.
        out.add(assets.size() == 1 ? name : bars.symbol() + "." + name);
      }
    }
    return out;
  }

  double volatility(int asset, int bar, double floor) {
    return Math.max(floor, BarFeatures.volatility(assets.get(asset), at[asset][bar]));
  }

  double close(int asset, int bar) {
    return assets.get(asset).close(at[asset][bar]);
  }

  /**
   * Features of the bars {@code from} (inclusive) to {@code to} (exclusive), row after row.
   *
   * @throws InsufficientDataException when an asset has none at the first of them
   */
  double[] features(int from, int to, double[] floors) {
    if (from < first) {
      throw new InsufficientDataException(
          assets.get(0).symbol() + ": bars before the first with features of all assets",
          first - (long) from,
          0);
    }
    double[] out = new double[(to - from) * columns()];
    int k = 0;
    for (int i = from; i < to; i++) {
      for (int a = 0; a < assets.size(); a++) {
        BarFeatures.write(assets.get(a), at[a][i], floors[a], out, k);
        k += BarFeatures.NAMES.size();
      }
    }
    return out;
  }
}
