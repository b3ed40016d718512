// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.contract;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.contract.Future;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeaturePanel;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for values that change when only later bars do.
 *
 * <p>At each of several cuts the bars after the cut are left out, replaced by noise and replaced by
 * extremes, and so are the values of further columns (noise, NaN and 1e300); every value up to the
 * cut must keep its bits. This finds centred windows, columns moved back in time, statistics over
 * the full sample and gaps filled from behind.
 *
 * <p>Immutable and thread-safe.
 */
public final class FeatureAudit {
  private static final int CUTS = 7;
  private static final long SEED = 0xCA05A1;

  private final FeatureData data;

  private FeatureAudit(FeatureData data) {
    this.data = data;
  }

  /** An audit on some data; needs at least 16 bars, and more than the lookback to tell anything. */
  public static FeatureAudit on(FeatureData data) {
    if (data.size() < 16) {
      throw new InsufficientDataException(
          data.bars().symbol() + ": bars for a look-ahead audit", 16, data.size());
    }
    return new FeatureAudit(data);
  }

  /**
   * Every feature of a registry that needs one instrument only.
   *
   * @return one sentence for each violation; empty when nothing looks ahead
   */
  public List<String> verify(FeatureRegistry registry) {
    List<String> found = new ArrayList<>();
    for (Feature feature : registry.features()) {
      if (!feature.isPanel() && hasInputs(feature)) {
        found.addAll(verify(feature));
      }
    }
    return found;
  }

  private boolean hasInputs(Feature feature) {
    return data.inputNames().containsAll(feature.inputs());
  }

  /** One feature. */
  public List<String> verify(Feature feature) {
    FeatureSet set = FeatureSet.of(List.of(feature));
    return verify(feature.name(), d -> set.compute(d, 1).column(0));
  }

  /**
   * Any function of bars.
   *
   * @param name what messages call it
   */
  public List<String> verify(String name, ColumnFunction function) {
    List<String> found = new ArrayList<>();
    double[] all = function.apply(data);
    requireLength(name, all, data.size());
    int n = data.size();
    for (int k = 1; k <= CUTS && found.isEmpty(); k++) {
      int cut = n / 4 + (int) ((long) k * (n - n / 4) / (CUTS + 1));
      for (Future future : Future.values()) {
        FeatureData changed = data.withFuture(future, cut, SEED + k);
        double[] other = function.apply(changed);
        requireLength(name, other, changed.size());
        int at = firstDifference(all, other, cut);
        if (at >= 0) {
          found.add(
              name
                  + " looks ahead: the value of bar "
                  + at
                  + " changes from "
                  + all[at]
                  + " to "
                  + other[at]
                  + " when the bars from "
                  + cut
                  + " on become "
                  + future);
          break;
        }
      }
    }
    return found;
  }

  private static void requireLength(String name, double[] column, int bars) {
    if (column.length != bars) {
      throw new IllegalArgumentException(
          name + ": must give one value for each of the " + bars + " bars, got " + column.length);
    }
  }

  private static int firstDifference(double[] a, double[] b, int to) {
    for (int t = 0; t < to; t++) {
      if (Double.doubleToLongBits(a[t]) != Double.doubleToLongBits(b[t])) {
        return t;
      }
    }
    return -1;
  }

  /**
   * Every feature of a registry that compares instruments, on a panel of some: the later bars of
   * all of them are replaced.
   *
   * @return one sentence for each violation; empty when nothing looks ahead
   */
  public static List<String> verifyPanel(FeatureRegistry registry, List<FeatureData> members) {
    List<String> found = new ArrayList<>();
    for (Feature feature : registry.features()) {
      if (feature.isPanel() && members.get(0).inputNames().containsAll(feature.inputs())) {
        found.addAll(verifyPanel(feature, members));
      }
    }
    return found;
  }

  /** One feature that compares instruments. */
  public static List<String> verifyPanel(Feature feature, List<FeatureData> members) {
    FeatureSet set = FeatureSet.of(List.of(feature));
    FeaturePanel panel = FeaturePanel.of(members);
    List<FeatureTable> all = set.compute(panel, 1);
    int n = panel.size();
    for (int cut : new int[] {n / 2, 3 * n / 4, n - 3}) {
      for (Future future : Future.values()) {
        List<FeatureData> changed = new ArrayList<>();
        for (FeatureData member : members) {
          changed.add(member.withFuture(future, cut, SEED + cut + changed.size()));
        }
        List<FeatureTable> other = set.compute(FeaturePanel.of(changed), 1);
        for (int i = 0; i < all.size(); i++) {
          int at = firstDifference(all.get(i).column(0), other.get(i).column(0), cut);
          if (at >= 0) {
            return List.of(
                feature.name()
                    + " looks ahead: the value of "
                    + panel.symbol(i)
                    + " at bar "
                    + at
                    + " changes when the bars from "
                    + cut
                    + " on become "
                    + future);
          }
        }
      }
    }
    return List.of();
  }
}
