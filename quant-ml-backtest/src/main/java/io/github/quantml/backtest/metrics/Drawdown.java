// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One stretch under water.
 *
 * @param peak bar of the high before it
 * @param trough bar of the low
 * @param end first bar back at the high, or the last bar when it never came back
 * @param recovered whether it came back
 * @param depth the fall from peak to trough as a return, negative
 */
public record Drawdown(int peak, int trough, int end, boolean recovered, double depth) {

  /** equity / running maximum − 1 at every bar; 0 at a high. */
  public static double[] underwater(double[] equity) {
    Checked.finite("equity", equity, 0);
    double[] out = new double[equity.length];
    double peak = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < out.length; i++) {
      peak = Math.max(peak, equity[i]);
      out[i] = peak > 0 ? Math.max(equity[i] / peak - 1, -1) : 0;
    }
    return out;
  }

  /** Every stretch under water, in time order. */
  public static List<Drawdown> all(double[] equity) {
    double[] water = underwater(equity);
    List<Drawdown> found = new ArrayList<>();
    int peak = 0;
    int trough = 0;
    for (int i = 0; i < water.length; i++) {
      if (water[i] < 0) {
        trough = trough <= peak || water[i] < water[trough] ? i : trough;
        continue;
      }
      if (trough > peak) {
        found.add(new Drawdown(peak, trough, i, true, water[trough]));
      }
      peak = i;
    }
    if (trough > peak) {
      found.add(new Drawdown(peak, trough, water.length - 1, false, water[trough]));
    }
    return found;
  }

  /** The deepest of them, deepest first. */
  public static List<Drawdown> deepest(double[] equity, int count) {
    List<Drawdown> found = all(equity);
    found.sort(Comparator.comparingDouble(Drawdown::depth));
    return List.copyOf(found.subList(0, Math.min(count, found.size())));
  }

  /** The deepest fall, 0 or less. */
  public static double max(double[] equity) {
    return Arrays.stream(underwater(equity)).min().orElse(0);
  }

  /** From the peak to the end, in bars. */
  public int bars() {
    return end - peak;
  }
}
